package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.benchmarks.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The table of round trips: the mean counts of random programs for each way to choose what is sent next. */
public final class RoundTrips {

    private static final int GRAPHS = 150;
    private static final int[] ITEMS = {1, 10, 30};
    private static final double[] ABSENCES = {0, .1, .3};

    private static final List<String> HEAD = List.of(
            "items, absent",
            "by steps",
            "absorbed",
            "fewest",
            "steps",
            "absorbed: steps",
            "fewest in as many steps",
            "time of asynchronous stores");

    private final int graphs;

    RoundTrips(int graphs) {
        this.graphs = graphs;
    }

    /** Prints the tables. The same every time. */
    public static void main(String... args) {
        System.out.println(new RoundTrips(GRAPHS).markdown());
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.addAll(table("level graphs", Graph::levels));
        lines.addAll(table("chains", Graph::chains));
        return String.join("\n", lines);
    }

    private List<String> table(String title, Function<Random, Graph> kind) {
        List<Graph> drawn = LongStream.range(0, graphs)
                .mapToObj(seed -> kind.apply(new Random(seed)))
                .toList();
        List<Program> programs = Compiler.compile(drawn, ProgramSource.PIPELINE);
        List<Optimum> optima = drawn.stream().map(Optimum::new).toList();
        double fewest = optima.stream().mapToInt(Optimum::batches).average().orElse(0);
        double inSteps = optima.stream()
                .mapToInt(Optimum::batchesInFewestSteps)
                .average()
                .orElse(0);
        List<List<String>> rows = new ArrayList<>();
        for (int items : ITEMS) {
            for (double absence : ABSENCES) {
                rows.add(row(programs, drawn, items, absence, fewest, inSteps));
            }
        }
        return Markdown.table(title, HEAD, rows);
    }

    private static List<String> row(
            List<Program> programs, List<Graph> drawn, int items, double absence, double fewest, double inSteps) {
        Mean bySteps = new Mean();
        Mean absorbed = new Mean();
        for (int i = 0; i < drawn.size(); i++) {
            Page page = Page.of(drawn.get(i), items, absence, new Random(i));
            bySteps.add(Simulation.run(Loads.of(page), Simulation.BY_STEPS));
            absorbed.add(Run.run(programs.get(i), page, Load.blocking(), BatchExecutor.create()));
        }
        return List.of(
                items + ", " + Math.round(absence * 100) + " %",
                number(bySteps.batches()),
                number(absorbed.batches()),
                number(fewest),
                number(bySteps.steps()),
                number(absorbed.steps()),
                number(inSteps),
                number(bySteps.time()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
