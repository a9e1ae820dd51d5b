package io.github.batch4j.benchmarks.roundtrips;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A search for the fewest batches that answer all loads of a graph, by one who knows what each answer leads to.
 *
 * <p>A batch of a store always takes along all that is ready, since leaving something behind never helps. So the state
 * is the set of answered loads. It is also the optimum of several items alike without absent loads, and with absent
 * ones the same order of stores still answers everything.
 */
final class Optimum {

    private final Graph graph;
    private final long[] predecessors;
    private final long all;

    Optimum(Graph graph) {
        this.graph = graph;
        this.all = (1L << graph.size()) - 1;
        this.predecessors = Arrays.stream(graph.predecessors())
                .mapToLong(
                        those -> Arrays.stream(those).mapToLong(it -> 1L << it).sum())
                .toArray();
    }

    private record Node(long answered, int batches, int bound) {}

    /** The fewest batches, in however many steps: A*, whose bound is the sum over stores of the most on one path. */
    int batches() {
        Map<Long, Integer> best = new HashMap<>();
        PriorityQueue<Node> open = new PriorityQueue<>(
                Comparator.comparingInt(Node::bound).thenComparing(Node::batches, Comparator.reverseOrder()));
        open.add(new Node(0, 0, onPaths(0)));
        while (true) {
            Node node = open.remove();
            if (node.answered == all) {
                return node.batches;
            }
            for (int store = 0; store < Graph.STORES; store++) {
                long next = node.answered | ready(node.answered, store);
                int batches = node.batches + 1;
                if (next != node.answered && best.getOrDefault(next, Integer.MAX_VALUE) > batches) {
                    best.put(next, batches);
                    open.add(new Node(next, batches, batches + onPaths(next)));
                }
            }
        }
    }

    /** The fewest batches in the fewest steps. */
    int batchesInFewestSteps() {
        Map<Long, Integer> states = Map.of(0L, 0);
        for (int left = longestPath(0); left > 0; left--) {
            Map<Long, Integer> next = new HashMap<>();
            for (Map.Entry<Long, Integer> state : states.entrySet()) {
                for (int stores = 1; stores < 1 << Graph.STORES; stores++) {
                    long answered = state.getKey();
                    for (int store = 0; store < Graph.STORES; store++) {
                        answered |= (stores >> store & 1) == 1 ? ready(state.getKey(), store) : 0;
                    }
                    if (longestPath(answered) < left) {
                        next.merge(answered, state.getValue() + Integer.bitCount(stores), Math::min);
                    }
                }
            }
            states = next;
        }
        return states.getOrDefault(all, 0);
    }

    private long ready(long answered, int store) {
        long ready = 0;
        for (int load = 0; load < predecessors.length; load++) {
            if (graph.stores()[load] == store && (answered >> load & 1) == 0 && (predecessors[load] & ~answered) == 0) {
                ready |= 1L << load;
            }
        }
        return ready;
    }

    private int onPaths(long answered) {
        int sum = 0;
        for (int store = 0; store < Graph.STORES; store++) {
            sum += longestPath(answered, store);
        }
        return sum;
    }

    private int longestPath(long answered) {
        return longestPath(answered, -1);
    }

    /** The most loads, of one store unless it is negative, that have to be answered one after the other. */
    private int longestPath(long answered, int store) {
        int[] lengths = new int[predecessors.length];
        int longest = 0;
        for (int load = 0; load < lengths.length; load++) {
            if ((answered >> load & 1) == 0) {
                for (int predecessor : graph.predecessors()[load]) {
                    lengths[load] = Math.max(lengths[load], lengths[predecessor]);
                }
                lengths[load] += store < 0 || graph.stores()[load] == store ? 1 : 0;
                longest = Math.max(longest, lengths[load]);
            }
        }
        return longest;
    }
}
