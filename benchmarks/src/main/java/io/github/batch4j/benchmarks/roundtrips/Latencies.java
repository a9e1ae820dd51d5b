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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The times of random programs on asynchronous stores of skewed latency: of each call it is log-normal, with a median
 * of 2 ms and a 99th percentile of 20 ms.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.github.batch4j.benchmarks.roundtrips.Latencies 60
 * }</pre>
 */
public final class Latencies {

    private static final int[] ITEMS = {1, 10};
    private static final double MEDIAN_MICROS = 2_000;
    private static final int CALLERS = 8;
    private static final int RUNS = 10;
    private static final List<String> COLUMNS =
            List.of("programs", "items", "policy", "p50 ms", "p99 ms", "batches", "time beside by steps, p50", "p99");

    private final int graphs;

    private Latencies(int graphs) {
        this.graphs = graphs;
    }

    /**
     * Prints the table.
     *
     * @param args the number of programs; 60 if it is missing
     * @throws Exception if a program fails
     */
    public static void main(String... args) throws Exception {
        Latencies latencies = new Latencies(args.length == 0 ? 60 : Integer.parseInt(args[0]));
        List<List<String>> rows = new ArrayList<>();
        latencies.addRows(rows, "level graphs", Graph::levels);
        latencies.addRows(rows, "chains", Graph::chains);
        System.out.println(String.join("\n", Markdown.table("asynchronous stores of skewed latency", COLUMNS, rows)));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "latencies");
        thread.setDaemon(true);
        return thread;
    }

    private void addRows(List<List<String>> rows, String title, Function<Random, Graph> kind) throws Exception {
        List<Graph> drawn = LongStream.range(0, graphs)
                .mapToObj(seed -> kind.apply(new Random(seed)))
                .toList();
        List<Program> programs = Compiler.compile(drawn, ProgramSource.PIPELINE);
        for (int items : ITEMS) {
            Times bySteps = new Times(programs, drawn, items, SendPolicy.bySteps());
            Times asAnswered = new Times(programs, drawn, items, SendPolicy.asAnswered());
            for (int run = 0; run <= RUNS; run++) { // in turn; the first warms up
                bySteps.run(run);
                asAnswered.run(run);
            }
            rows.add(bySteps.row(title, "by steps", bySteps));
            rows.add(asAnswered.row(title, "as answered", bySteps));
        }
    }

    /** The times of all programs with one policy. */
    private static final class Times {

        private final List<Program> programs;
        private final List<Graph> drawn;
        private final int items;
        private final SendPolicy policy;
        private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        private long batches;

        Times(List<Program> programs, List<Graph> drawn, int items, SendPolicy policy) {
            this.programs = programs;
            this.drawn = drawn;
            this.items = items;
            this.policy = policy;
        }

        /** Runs each program once, several at a time; the run with number 0 is not counted. */
        void run(int run) throws InterruptedException, ExecutionException {
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS, Latencies::daemon);
            List<Future<Integer>> sent = IntStream.range(0, programs.size())
                    .mapToObj(i -> callers.submit(() -> runProgram(i, run)))
                    .toList();
            for (Future<Integer> each : sent) {
                batches += run == 0 ? 0 : each.get();
                each.get();
            }
            callers.shutdown();
        }

        private int runProgram(int number, int run) {
            Random random = new Random(1_000L * number + run);
            Page page = Page.of(drawn.get(number), items, items == 1 ? 0 : .1, random);
            BatchExecutor executor = BatchExecutor.builder().sendPolicy(policy).build();
            long start = System.nanoTime();
            Counts counts = Run.run(programs.get(number), page, stores(random), executor);
            if (run > 0) {
                nanos.add(System.nanoTime() - start);
            }
            return counts.batches();
        }

        List<String> row(String title, String name, Times beside) {
            return List.of(
                    title,
                    "" + items,
                    name,
                    shown(percentile(50)),
                    shown(percentile(99)),
                    shown((double) batches / programs.size() / RUNS),
                    ratio(percentile(50) / beside.percentile(50)),
                    ratio(percentile(99) / beside.percentile(99)));
        }

        private double percentile(int percent) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
        }
    }

    private static List<Batcher<Load, Integer>> stores(Random random) {
        return IntStream.range(0, Graph.STORES)
                .<Batcher<Load, Integer>>mapToObj(
                        store -> Batcher.async("store " + store, loads -> later(loads.size(), random.nextGaussian())))
                .toList();
    }

    private static CompletableFuture<List<Integer>> later(int answers, double gaussian) {
        long micros = Math.round(MEDIAN_MICROS * Math.exp(gaussian));
        return CompletableFuture.supplyAsync(
                () -> Collections.nCopies(answers, 0),
                CompletableFuture.delayedExecutor(micros, TimeUnit.MICROSECONDS));
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
