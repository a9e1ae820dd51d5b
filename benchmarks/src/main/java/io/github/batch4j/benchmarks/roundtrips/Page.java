package io.github.batch4j.benchmarks.roundtrips;

import java.util.Random;

/**
 * Items alike: the same graph for each, with other keys. A load that is absent in an item is skipped there: what waits
 * for it waits for its predecessors alone.
 *
 * @param graph the loads of an item
 * @param absent the loads that are absent, for each item
 */
record Page(Graph graph, boolean[][] absent) {

    /** Returns a page on which each load of each item is absent with a probability. */
    static Page of(Graph graph, int items, double absence, Random random) {
        boolean[][] absent = new boolean[items][graph.size()];
        for (boolean[] item : absent) {
            for (int load = 0; load < item.length; load++) {
                item[load] = random.nextDouble() < absence;
            }
        }
        return new Page(graph, absent);
    }

    int items() {
        return absent.length;
    }
}
