package io.github.batch4j.soak;

import io.github.batch4j.CoroutineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A soak of executions on many threads at once, platform and virtual ones, half of which contend for monitors. Fails if
 * an execution gets a wrong result, ends in an unexpected way, does not keep others out of a monitor, or has bodies
 * that are not unwound. If one hangs, prints all threads and exits with status 3. Prints a row of a Markdown table.
 */
public final class CallersSoak {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** More callers than processors, so that the JVM stops if each keeps its carrier thread. */
    private static final int OF_A_KIND = 2 * PROCESSORS + 2;

    private static final long SEED = 20_260_201;
    private static final String MINUTES = "--minutes";

    private final Bodies bodies = new Bodies();
    private final List<Caller> platform = new ArrayList<>();
    private final List<Caller> virtual = new ArrayList<>();

    private CallersSoak() {}

    /**
     * Runs the soak.
     *
     * @param args the executions of each thread, or {@code --minutes} and their number
     */
    public static void main(String... args) throws Exception {
        boolean timed = args[0].equals(MINUTES);
        long executions = timed ? Long.MAX_VALUE : Long.parseLong(args[0]);
        long nanos = timed ? TimeUnit.MINUTES.toNanos(Long.parseLong(args[1])) : Long.MAX_VALUE / 2;
        new CallersSoak().run(executions, nanos);
    }

    private void run(long executions, long nanos) throws Exception {
        long start = System.nanoTime();
        try (Interrupter interrupter = new Interrupter()) {
            for (int i = 0; i < OF_A_KIND; i++) {
                platform.add(new Caller("platform-" + i, SEED + i, bodies, interrupter, executions, start + nanos));
                if (Caller.mayBeVirtual()) {
                    virtual.add(
                            new Caller("virtual-" + i, SEED - 1 - i, bodies, interrupter, executions, start + nanos));
                }
            }
            List<Caller> all = new ArrayList<>(platform);
            all.addAll(virtual);
            for (Caller caller : all) {
                caller.start(virtual.contains(caller));
            }
            new Watchdog(all).await();
            System.out.println(row((System.nanoTime() - start) / 1e9));
            check(all);
        }
    }

    private String row(double seconds) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d / %d | %,d | %,d | %,d / %,d | %d | %.0f |",
                CoroutineKind.current(),
                Runtime.version().feature(),
                platform.size(),
                virtual.size(),
                count(platform),
                count(virtual),
                bodies.begun(),
                bodies.unwound(),
                Meeting.lost(),
                seconds);
    }

    private static long count(List<Caller> callers) {
        return callers.stream().mapToLong(Caller::count).sum();
    }

    private void check(List<Caller> callers) {
        for (Caller caller : callers) {
            if (caller.failure() != null) {
                throw new AssertionError(caller.toString(), caller.failure());
            }
        }
        if (bodies.begun() != bodies.unwound()) {
            throw new AssertionError("bodies that were not unwound: " + (bodies.begun() - bodies.unwound()));
        }
        if (Meeting.lost() != 0) {
            throw new AssertionError("monitors that kept nobody out: " + Meeting.lost());
        }
    }
}
