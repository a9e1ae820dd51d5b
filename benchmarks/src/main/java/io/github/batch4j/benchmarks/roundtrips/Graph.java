package io.github.batch4j.benchmarks.roundtrips;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The loads of one item: the store of each, and the loads whose answers it needs, all of which come before it.
 */
final class Graph {

    static final int STORES = 4;

    private static final int LEVELS = 7;

    /** The probabilities of a level with one load, two loads and so on. */
    private static final double[] WIDTHS = {.1, .3, .4, .1, .07, .03};

    private static final int CHAINS = 6;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 6;

    private final int[] stores;
    private final int[][] predecessors;

    private Graph(int[] stores, int[][] predecessors) {
        this.stores = stores;
        this.predecessors = predecessors;
    }

    /** The store of each load, a number below {@link #STORES}. */
    int[] stores() {
        return stores;
    }

    /** The loads that each load waits for, in ascending order. */
    int[][] predecessors() {
        return predecessors;
    }

    /** The number of loads. */
    int size() {
        return stores.length;
    }

    /** Returns true if each load waits for one other load at most, and is waited for by one at most. */
    boolean isChains() {
        long awaited = Arrays.stream(predecessors)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .count();
        long awaiting =
                Arrays.stream(predecessors).filter(those -> those.length > 0).count();
        return Arrays.stream(predecessors).allMatch(those -> those.length <= 1) && awaited == awaiting;
    }

    /** Returns a level graph: a load waits for each load of a level before with probability 2^-distance. */
    static Graph levels(Random random) {
        List<Integer> levels = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            for (int i = width(random.nextDouble()); i > 0; i--) {
                levels.add(level);
            }
        }
        int[][] predecessors = new int[levels.size()][];
        for (int load = 0; load < predecessors.length; load++) {
            List<Integer> before = new ArrayList<>();
            for (int other = 0; other < load; other++) {
                int distance = levels.get(load) - levels.get(other);
                if (distance > 0 && random.nextDouble() < Math.pow(2, -distance)) {
                    before.add(other);
                }
            }
            predecessors[load] = before.stream().mapToInt(Integer::intValue).toArray();
        }
        return new Graph(stores(predecessors.length, random), predecessors);
    }

    private static int width(double drawn) {
        int width = 0;
        for (double left = drawn; width < WIDTHS.length && left >= 0; width++) {
            left -= WIDTHS[width];
        }
        return width;
    }

    /** Returns six chains of two to six loads each, side by side. */
    static Graph chains(Random random) {
        List<int[]> predecessors = new ArrayList<>();
        for (int chain = 0; chain < CHAINS; chain++) {
            int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
            for (int i = 0; i < length; i++) {
                predecessors.add(i == 0 ? new int[0] : new int[] {predecessors.size() - 1});
            }
        }
        return new Graph(stores(predecessors.size(), random), predecessors.toArray(int[][]::new));
    }

    private static int[] stores(int loads, Random random) {
        return random.ints(loads, 0, STORES).toArray();
    }
}
