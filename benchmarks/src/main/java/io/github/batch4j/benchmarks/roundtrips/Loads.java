package io.github.batch4j.benchmarks.roundtrips;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The loads of all items of a page, without the absent ones.
 *
 * @param stores the store of each load
 * @param places the number of each load in the graph of its item
 * @param predecessors the number of loads that each load waits for
 * @param successors the loads that wait for each load
 */
record Loads(int[] stores, int[] places, int[] predecessors, int[][] successors) {

    static Loads of(Page page) {
        List<int[]> loads = new ArrayList<>(); // store, place, number of predecessors
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
                    loads.add(new int[] {page.graph().stores()[place], place, before.size()});
                    successors.add(new ArrayList<>());
                    before = new TreeSet<>(List.of(load));
                }
                awaited.add(before);
            }
        }
        return new Loads(
                loads.stream().mapToInt(load -> load[0]).toArray(),
                loads.stream().mapToInt(load -> load[1]).toArray(),
                loads.stream().mapToInt(load -> load[2]).toArray(),
                successors.stream()
                        .map(those -> those.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new));
    }

    int size() {
        return stores.length;
    }

    /** The number of loads that follow each load one after the other, at most. */
    int[] remaining() {
        int[] remaining = new int[size()];
        for (int load = size() - 1; load >= 0; load--) {
            for (int successor : successors[load]) {
                remaining[load] = Math.max(remaining[load], 1 + remaining[successor]);
            }
        }
        return remaining;
    }

    /** The fewest steps in which all can be loaded. */
    int fewestSteps() {
        return 1 + Arrays.stream(remaining()).max().orElse(-1);
    }
}
