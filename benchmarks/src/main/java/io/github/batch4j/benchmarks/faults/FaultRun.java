package io.github.batch4j.benchmarks.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The main program: kills, freezes and restarts servers under load.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.github.batch4j.benchmarks.faults.FaultRun 10   # seconds a fault
 * }</pre>
 */
public final class FaultRun implements AutoCloseable {

    private static final List<String> HEAD = List.of(
            "| what happens | results | failures | longest call, ms | first result after, ms | all workers after, ms |",
            "| --- | ---: | --- | ---: | ---: | ---: |");

    private final Duration fault;
    private final Redis redis;
    private final Postgres postgres;
    private final Clients clients;
    private final Workers workers;
    private final List<Phase> phases = new ArrayList<>();

    FaultRun(Duration fault) throws IOException {
        this.fault = fault;
        this.redis = new Redis();
        this.postgres = new Postgres();
        this.clients = new Clients(redis, postgres);
        this.workers = new Workers(clients);
    }

    /**
     * Runs all faults and prints a table.
     *
     * @param arguments the seconds that each fault lasts
     */
    public static void main(String... arguments) throws Exception {
        int seconds = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        try (FaultRun run = new FaultRun(Duration.ofSeconds(seconds))) {
            List<Phase> phases = run.all();
            HEAD.forEach(System.out::println);
            phases.forEach(phase -> System.out.println(phase.row()));
            System.out.println("wrong answers: "
                    + phases.stream().mapToLong(phase -> phase.tally().wrong()).sum()
                    + ", connections taken at the end: "
                    + run.taken());
        }
        System.exit(0); // stops what the embedded servers have left running
    }

    List<Phase> all() throws IOException, InterruptedException {
        workers.awaitResults();
        phase("nothing", () -> {}, () -> {});
        phase("Redis is killed and started again", redis::kill, redis::restart);
        phase("PostgreSQL is killed and started again", postgres::kill, postgres::restart);
        phase("Redis is frozen, and goes on", redis::freeze, redis::thaw);
        phase("PostgreSQL is frozen, and goes on", postgres::freeze, postgres::thaw);
        phase(
                "both are killed and started again",
                () -> {
                    redis.kill();
                    postgres.kill();
                },
                () -> {
                    redis.restart();
                    postgres.restart();
                });
        phase("nothing any more", () -> {}, () -> {});
        workers.close();
        return phases;
    }

    private void phase(String name, Action begin, Action end) throws IOException, InterruptedException {
        Tally tally = workers.count();
        begin.run();
        long until = System.nanoTime() + fault.toNanos();
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        end.run();
        phases.add(new Phase(name, tally, workers.awaitResults()));
    }

    /** Returns the number of connections taken. */
    int taken() {
        return clients.taken();
    }

    @FunctionalInterface
    private interface Action {

        void run() throws IOException;
    }

    @Override
    public void close() throws InterruptedException {
        workers.close();
        clients.close();
        redis.close();
        postgres.close();
    }
}
