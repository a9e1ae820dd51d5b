package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.benchmarks.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * The tables of round trips: the mean counts of random programs for each way to choose what is sent next.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.github.batch4j.benchmarks.roundtrips.RoundTrips 150
 * }</pre>
 */
public final class RoundTrips {

    private static final int[] ITEMS = {1, 10, 30};
    private static final double[] ABSENCES = {0, .1, .3};

    private final int graphs;
    private final int learning;
    private final int measured;

    /**
     * Makes the tables.
     *
     * @param graphs the number of programs
     * @param learning the number of pages of each program from which policies learn before they are measured
     * @param measured the number of pages of each program that are measured
     */
    RoundTrips(int graphs, int learning, int measured) {
        this.graphs = graphs;
        this.learning = learning;
        this.measured = measured;
    }

    /**
     * Prints the tables, the same every time.
     *
     * @param args the number of programs; 150 if it is missing
     */
    public static void main(String... args) {
        System.out.println(new RoundTrips(args.length == 0 ? 150 : Integer.parseInt(args[0]), 100, 10).markdown());
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.addAll(tables("level graphs", Graph::levels));
        lines.addAll(tables("chains", Graph::chains));
        return String.join("\n", lines);
    }

    private List<String> tables(String title, Function<Random, Graph> kind) {
        List<Graph> drawn = LongStream.range(0, graphs)
                .mapToObj(seed -> kind.apply(new Random(seed)))
                .toList();
        List<Program> programs = Compiler.compile(drawn, ProgramSource.PIPELINE);
        List<Row> rows = new ArrayList<>();
        for (int items : ITEMS) {
            for (double absence : ABSENCES) {
                rows.add(row(programs, drawn, items, absence));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.addAll(Markdown.table(
                title + ", stores that block",
                Row.BLOCKING,
                rows.stream().map(Row::blocking).toList()));
        lines.addAll(Markdown.table(
                title + ", asynchronous stores",
                Row.ASYNC,
                rows.stream().map(Row::async).toList()));
        return lines;
    }

    private Row row(List<Program> programs, List<Graph> drawn, int items, double absence) {
        Row row = new Row(items, absence);
        for (int i = 0; i < drawn.size(); i++) {
            row.addOptimum(new Optimum(drawn.get(i)));
            row.add(programs.get(i), drawn.get(i), new Random(i), learning, measured);
        }
        return row;
    }
}
