package io.github.batch4j.benchmarks.roundtrips;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The source text of programs, as one would write them by hand for a graph: each load has a line of its own. */
enum ProgramSource {
    /** Generators combined by {@code all} and {@code flatMap}. */
    PIPELINE {
        @Override
        String load(int load, int[] predecessors) {
            if (predecessors.length == 0) {
                return "item.load(" + load + ").shared()";
            }
            String awaited = predecessors.length == 1
                    ? "load" + predecessors[0]
                    : "BatchGenerator.all(List.of(" + names(Arrays.stream(predecessors)) + "))";
            return awaited + ".flatMap(it -> item.load(" + load + ")).shared()";
        }

        @Override
        String chain(int first, int last) {
            return "item.load(" + first + ")"
                    + IntStream.rangeClosed(first + 1, last)
                            .mapToObj(load -> "\n.flatMap(it -> item.load(" + load + "))")
                            .collect(Collectors.joining());
        }
    },

    /** Bodies that yield one after the other. */
    PLAIN_CODE {
        @Override
        String load(int load, int[] predecessors) {
            String awaited = Arrays.stream(predecessors)
                    .mapToObj(predecessor -> "batch.yield(load" + predecessor + ");\n")
                    .collect(Collectors.joining());
            return "BatchGenerator.<Integer>of(batch -> {\n" + awaited + "return batch.yield(item.load(" + load
                    + "));\n}).shared()";
        }

        @Override
        String chain(int first, int last) {
            return "BatchGenerator.of(batch -> {\n"
                    + IntStream.range(first, last)
                            .mapToObj(load -> "batch.yield(item.load(" + load + "));\n")
                            .collect(Collectors.joining())
                    + "return batch.yield(item.load(" + last + "));\n})";
        }
    };

    /** Returns the expression of a load of a graph, whose predecessors are variables. */
    abstract String load(int load, int[] predecessors);

    /** Returns the expression of loads that follow each other. */
    abstract String chain(int first, int last);

    /** Returns the text of a class that implements {@link Program}. */
    String of(Graph graph, String name) {
        String variables = graph.isChains() ? chains(graph) : loads(graph);
        return """
                package io.github.batch4j.benchmarks.roundtrips;
                import io.github.batch4j.BatchGenerator;
                import java.util.List;
                final class %s implements Program {
                public BatchGenerator<?> of(Item item) {
                %s}
                }
                """.formatted(name, variables);
    }

    private String loads(Graph graph) {
        StringBuilder text = new StringBuilder();
        for (int load = 0; load < graph.size(); load++) {
            text.append("BatchGenerator<Integer> load").append(load).append(" = ");
            text.append(load(load, graph.predecessors()[load])).append(";\n");
        }
        return text + "return BatchGenerator.all(List.of(" + names(IntStream.range(0, graph.size())) + "));\n";
    }

    private String chains(Graph graph) {
        int[] firsts = IntStream.range(0, graph.size())
                .filter(load -> graph.predecessors()[load].length == 0)
                .toArray();
        StringBuilder text = new StringBuilder("return BatchGenerator.all(List.<BatchGenerator<Integer>>of(\n");
        for (int chain = 0; chain < firsts.length; chain++) {
            boolean isLast = chain + 1 == firsts.length;
            text.append(chain(firsts[chain], (isLast ? graph.size() : firsts[chain + 1]) - 1));
            text.append(isLast ? "));\n" : ",\n");
        }
        return text.toString();
    }

    private static String names(IntStream loads) {
        return loads.mapToObj(load -> "load" + load).collect(Collectors.joining(", "));
    }
}
