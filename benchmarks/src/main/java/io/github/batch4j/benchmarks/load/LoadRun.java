package io.github.batch4j.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The main program: runs concurrent requests with and without shared queries, in turn, and prints a table.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.github.batch4j.benchmarks.load.LoadRun seconds=3 pairs=5 threads=virtual
 * }</pre>
 *
 * @param duration the time of each run
 * @param pairs the number of runs without and with sharing that are counted; one more comes first, to warm up
 * @param virtual true if requests have virtual threads
 * @param concurrent the numbers of concurrent requests
 * @param delays the additional delays of each round trip
 */
record LoadRun(Duration duration, int pairs, boolean virtual, List<Integer> concurrent, List<Duration> delays) {

    /**
     * Runs all loads.
     *
     * @param arguments {@code seconds=}, {@code pairs=}, {@code concurrent=1,64}, {@code millis=0,1} (the delays) and
     *     {@code threads=virtual}, each in place of its default
     */
    public static void main(String... arguments) throws Exception {
        LoadRun run = of(arguments);
        System.out.println("JDK " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, requests on "
                + (run.virtual ? "virtual" : "platform") + " threads, pool of 10, " + run.pairs + " pairs of runs of "
                + run.duration.toMillis() / 1000.0 + " s each");
        System.out.println();
        LoadTable.HEAD.forEach(System.out::println);
        try (LoadDatabase database = new LoadDatabase()) {
            run.runOn(database);
        }
        System.exit(0); // stops what the embedded server has left running
    }

    static LoadRun of(String... arguments) {
        LoadRun run = new LoadRun(
                Duration.ofSeconds(3),
                5,
                false,
                List.of(1, 4, 8, 64, 256),
                List.of(Duration.ZERO, Duration.ofMillis(1)));
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            run = run.with(argument.substring(0, Math.max(equals, 0)), argument.substring(equals + 1));
        }
        return run;
    }

    private LoadRun with(String name, String value) {
        return switch (name) {
            case "seconds" ->
                new LoadRun(
                        Duration.ofMillis((long) (1_000 * Double.parseDouble(value))),
                        pairs,
                        virtual,
                        concurrent,
                        delays);
            case "pairs" -> new LoadRun(duration, Integer.parseInt(value), virtual, concurrent, delays);
            case "threads" -> new LoadRun(duration, pairs, value.equals("virtual"), concurrent, delays);
            case "concurrent" -> new LoadRun(duration, pairs, virtual, numbers(value), delays);
            case "millis" ->
                new LoadRun(
                        duration,
                        pairs,
                        virtual,
                        concurrent,
                        numbers(value).stream().map(Duration::ofMillis).toList());
            default ->
                throw new IllegalArgumentException(
                        "LoadRun expects seconds=, pairs=, threads=, concurrent= or millis=, got '" + name + "'");
        };
    }

    private static List<Integer> numbers(String value) {
        return Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
    }

    List<String> runOn(LoadDatabase database) throws IOException, InterruptedException, ExecutionException {
        List<String> rows = new ArrayList<>();
        for (Duration delay : delays) {
            HikariDataSource pool = database.pool(delay);
            Couples apart = couples(pool, false);
            Couples shared = couples(pool, true);
            for (int clients : concurrent) {
                String row = row(database, delay, clients, apart, shared);
                System.out.println(row);
                rows.add(row);
            }
        }
        return rows;
    }

    private static Couples couples(HikariDataSource pool, boolean shared) {
        return new Couples(JdbcBatch.builder(new JdbcTemplate(pool))
                .shareQueries(shared, () -> SharedCalls.of(pool.getMaximumPoolSize()))
                .build()
                .table("users")
                .keyedBy(Long.class, "id")
                .one(Couples.User.class));
    }

    private String row(LoadDatabase database, Duration delay, int clients, Couples apart, Couples shared)
            throws InterruptedException, ExecutionException {
        List<Measured> ofApart = new ArrayList<>();
        List<Measured> ofShared = new ArrayList<>();
        try (ClosedLoop loop = new ClosedLoop(clients, virtual)) {
            for (int pair = -1; pair < pairs; pair++) {
                Measured without = measure(database, loop, apart, pair);
                Measured with = measure(database, loop, shared, pair);
                if (pair >= 0) {
                    ofApart.add(without);
                    ofShared.add(with);
                }
            }
        }
        String roundTrip = delay.isZero() ? "loopback" : "and " + delay.toMillis() + " ms";
        return LoadTable.row(roundTrip, clients, ofApart, ofShared);
    }

    private Measured measure(LoadDatabase database, ClosedLoop loop, Couples couples, int pair)
            throws InterruptedException, ExecutionException {
        database.resetStatistics();
        long begun = System.nanoTime();
        long[] nanos = loop.run(couples::request, duration, pair);
        return new Measured(nanos, (System.nanoTime() - begun) / 1e9, database.statements());
    }
}
