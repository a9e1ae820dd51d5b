package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.Batcher;
import io.github.batch4j.SendPolicy;
import io.github.batch4j.benchmarks.Markdown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The times of random programs on asynchronous stores of skewed latency: of each call it is log-normal, with a median
 * of 2 ms and a 99th percentile of 20 ms. Time is that of a {@link VirtualClock}, so the table is always the same.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.github.batch4j.benchmarks.roundtrips.Latencies 50
 * }</pre>
 */
public final class Latencies {

    private static final int[] ITEMS = {1, 10};
    private static final double MEDIAN_MICROS = 2_000;
    private static final int RUNS = 20;
    private static final List<String> COLUMNS =
            List.of("programs, items", "policy", "p50, ms", "ratio", "p99, ms", "ratio", "batches", "ratio");

    private Latencies() {}

    /**
     * Prints the table.
     *
     * @param args the number of programs of each kind; 50 if it is missing
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String... args) throws InterruptedException {
        int graphs = args.length == 0 ? 50 : Integer.parseInt(args[0]);
        List<List<String>> rows = new ArrayList<>();
        addRows(rows, graphs, "level graphs", Graph::levels);
        addRows(rows, graphs, "chains", Graph::chains);
        System.out.println(String.join("\n", Markdown.table("asynchronous stores of skewed latency", COLUMNS, rows)));
    }

    private static void addRows(List<List<String>> rows, int graphs, String title, Function<Random, Graph> kind)
            throws InterruptedException {
        List<Graph> drawn = LongStream.range(0, graphs)
                .mapToObj(seed -> kind.apply(new Random(seed)))
                .toList();
        List<Program> programs = Compiler.compile(drawn, ProgramSource.PIPELINE);
        for (int items : ITEMS) {
            Times bySteps = Times.of(programs, drawn, items, SendPolicy.bySteps());
            Times asAnswered = Times.of(programs, drawn, items, SendPolicy.asAnswered());
            rows.add(bySteps.row(title + ", " + items, "by steps", bySteps));
            rows.add(asAnswered.row(title + ", " + items, "as answered", bySteps));
        }
    }

    /**
     * The times of all programs with one policy.
     *
     * @param micros the times of the runs, sorted
     * @param batches the mean number of batches of a run
     */
    private record Times(List<Long> micros, double batches) {

        static Times of(List<Program> programs, List<Graph> drawn, int items, SendPolicy policy)
                throws InterruptedException {
            List<Long> micros = new ArrayList<>();
            List<Counts> counts = new ArrayList<>();
            for (int program = 0; program < programs.size(); program++) {
                for (int run = 0; run < RUNS; run++) {
                    Random random = new Random(1_000L * program + run);
                    Page page = Page.of(drawn.get(program), items, items == 1 ? 0 : .1, random);
                    Program one = programs.get(program);
                    VirtualClock clock = new VirtualClock();
                    BatchExecutor executor = BatchExecutor.builder()
                            .sendPolicy(policy)
                            .listener(clock)
                            .build();
                    micros.add(clock.time(() -> counts.add(Run.run(one, page, stores(clock, random), executor))));
                }
            }
            Collections.sort(micros);
            return new Times(
                    micros, counts.stream().mapToInt(Counts::batches).average().orElse(0));
        }

        List<String> row(String title, String name, Times beside) {
            return List.of(
                    title,
                    name,
                    shown(percentile(50), 1),
                    shown(percentile(50) / beside.percentile(50), 2),
                    shown(percentile(99), 1),
                    shown(percentile(99) / beside.percentile(99), 2),
                    shown(batches, 1),
                    shown(batches / beside.batches, 2));
        }

        /** Returns a percentile of the times, in milliseconds. */
        private double percentile(int percent) {
            return micros.get(Math.min(micros.size() - 1, micros.size() * percent / 100)) / 1e3;
        }
    }

    private static List<Batcher<Load, Integer>> stores(VirtualClock clock, Random random) {
        return IntStream.range(0, Graph.STORES)
                .<Batcher<Load, Integer>>mapToObj(store -> Batcher.async("store " + store, loads -> {
                    long micros = Math.round(MEDIAN_MICROS * Math.exp(random.nextGaussian()));
                    return clock.after(micros, () -> Collections.nCopies(loads.size(), 0));
                }))
                .toList();
    }

    private static String shown(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
