package io.github.batch4j.benchmarks.roundtrips;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The loads of all items of a page, without the absent ones.
 */
final class Loads {

    private final int[] stores;
    private final int[] predecessors;
    private final int[][] successors;

    private Loads(int[] stores, int[] predecessors, int[][] successors) {
        this.stores = stores;
        this.predecessors = predecessors;
        this.successors = successors;
    }

    /** The store of each load. */
    int[] stores() {
        return stores;
    }

    /** The number of loads that each load waits for. */
    int[] predecessors() {
        return predecessors;
    }

    /** The loads that wait for each load. */
    int[][] successors() {
        return successors;
    }

    static Loads of(Page page) {
        List<int[]> loads = new ArrayList<>(); // store, number of predecessors
        List<List<Integer>> successors = new ArrayList<>();
        for (boolean[] absent : page.absent()) {
            List<TreeSet<Integer>> awaited = new ArrayList<>(); // by what waits for a load of the graph
            for (int place = 0; place < absent.length; place++) {
                TreeSet<Integer> before = new TreeSet<>();
                for (int predecessor : page.graph().predecessors()[place]) {
                    before.addAll(awaited.get(predecessor));
                }
                if (!absent[place]) {
                    int load = loads.size();
                    before.forEach(predecessor -> successors.get(predecessor).add(load));
                    loads.add(new int[] {page.graph().stores()[place], before.size()});
                    successors.add(new ArrayList<>());
                    before = new TreeSet<>(List.of(load));
                }
                awaited.add(before);
            }
        }
        return new Loads(
                loads.stream().mapToInt(load -> load[0]).toArray(),
                loads.stream().mapToInt(load -> load[1]).toArray(),
                successors.stream()
                        .map(those -> those.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new));
    }

    int size() {
        return stores.length;
    }
}
