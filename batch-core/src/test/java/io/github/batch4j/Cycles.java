package io.github.batch4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Dependency cycles in a graph of names. */
final class Cycles {

    private Cycles() {}

    /** The largest set of names of which each leads to all others; one name if there is no cycle. */
    static Set<String> largest(Map<String, Set<String>> graph) {
        Set<String> largest = Set.of();
        Set<String> done = new TreeSet<>();
        for (String name : graph.keySet()) {
            if (!done.contains(name)) {
                Set<String> cycle = new TreeSet<>(reachable(name, graph));
                cycle.removeIf(other -> !reachable(other, graph).contains(name));
                done.addAll(cycle);
                largest = cycle.size() > largest.size() ? cycle : largest;
            }
        }
        return largest;
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> graph) {
        Set<String> seen = new TreeSet<>(Set.of(from));
        Deque<String> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (String known : graph.getOrDefault(next.remove(), Set.of())) {
                if (seen.add(known)) {
                    next.add(known);
                }
            }
        }
        return seen;
    }
}
