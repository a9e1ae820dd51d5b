package io.github.batch4j.benchmarks.roundtrips;

import java.util.Random;

/**
 * Items alike: the same graph for each, with other keys. A load that is absent in an item is skipped there: what waits
 * for it waits for its predecessors alone.
 */
final class Page {

    private final Graph graph;
    private final boolean[][] absent;

    private Page(Graph graph, boolean[][] absent) {
        this.graph = graph;
        this.absent = absent;
    }

    /** The loads of an item. */
    Graph graph() {
        return graph;
    }

    /** The loads that are absent, for each item. */
    boolean[][] absent() {
        return absent;
    }

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

    /** The fewest steps in which all can be loaded. */
    int fewestSteps() {
        int fewest = 0;
        for (boolean[] item : absent) {
            int[] steps = new int[item.length];
            for (int load = 0; load < item.length; load++) {
                for (int predecessor : graph.predecessors()[load]) {
                    steps[load] = Math.max(steps[load], steps[predecessor]);
                }
                steps[load] += item[load] ? 0 : 1;
                fewest = Math.max(fewest, steps[load]);
            }
        }
        return fewest;
    }

    int items() {
        return absent.length;
    }
}
