package io.github.batch4j.benchmarks.soak;

import io.github.batch4j.CoroutineKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The main program: executes programs on many threads for some time, checks that none hangs, and prints a row.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.github.batch4j.benchmarks.soak.TransactionSoak 60 virtual
 * }</pre>
 */
public final class TransactionSoak {

    static final int WORKERS = 12;

    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private final Store store = new Store(WORKERS * Programs.ROWS);
    private final AtomicLongArray executed = new AtomicLongArray(WORKERS);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable CoroutineKind> kind = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    /**
     * Runs the soak, and ends with a status other than 0 if a thread hangs or an answer is wrong.
     *
     * @param arguments the seconds, and {@code platform} or {@code virtual} threads
     */
    public static void main(String... arguments) throws Exception {
        Duration duration = Duration.ofSeconds(Integer.parseInt(arguments[0]));
        boolean virtual = "virtual".equals(arguments[1]);
        TransactionSoak soak = new TransactionSoak();
        boolean fine = soak.run(duration, virtual ? virtualThreads() : Thread::new);
        System.out.println("| " + arguments[1] + " | " + soak.kind + " | "
                + Runtime.version().feature() + " | " + soak.executed() + " | "
                + soak.failures().size() + " | "
                + (fine ? 0 : "some") + " | " + soak.store.connectionsTaken() + " |");
        soak.failures().forEach(Throwable::printStackTrace);
        System.exit(fine && soak.failures().isEmpty() ? 0 : 1);
    }

    /** Virtual threads, found by reflection, as this is compiled for a JDK without them. */
    static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }

    /** Executes until the time is up. Returns false if a thread hung. */
    boolean run(Duration duration, ThreadFactory factory) throws InterruptedException {
        for (int worker = 0; worker < WORKERS; worker++) {
            int number = worker;
            threads.add(factory.newThread(() -> work(number)));
        }
        threads.forEach(Thread::start);
        boolean moving = watch(duration);
        ended = true;
        return moving && join();
    }

    private void work(int worker) {
        kind.set(CoroutineKind.current());
        Programs programs = new Programs(store, worker);
        while (!ended && failures.isEmpty()) {
            try {
                programs.execute();
                executed.incrementAndGet(worker);
            } catch (Throwable failure) {
                failures.add(failure);
            }
        }
    }

    private boolean watch(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        long[] seen = new long[WORKERS];
        long[] moved = new long[WORKERS];
        Arrays.fill(moved, System.nanoTime());
        while (System.nanoTime() - end < 0 && failures.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(Math.min(1_000, duration.toMillis()));
            for (int worker = 0; worker < WORKERS; worker++) {
                if (executed.get(worker) != seen[worker]) {
                    seen[worker] = executed.get(worker);
                    moved[worker] = System.nanoTime();
                } else if (System.nanoTime() - moved[worker] > STANDSTILL.toNanos()) {
                    dump("worker " + worker + " stands still");
                    return false;
                }
            }
        }
        return true;
    }

    private boolean join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(STANDSTILL.toMillis());
            if (thread.isAlive()) {
                dump(thread + " does not end");
                return false;
            }
        }
        return true;
    }

    private static void dump(String why) {
        System.err.println(why);
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            System.err.println(thread.getKey());
            for (StackTraceElement line : thread.getValue()) {
                System.err.println("\tat " + line);
            }
        }
    }

    long executed() {
        long sum = 0;
        for (int worker = 0; worker < WORKERS; worker++) {
            sum += executed.get(worker);
        }
        return sum;
    }

    /** The number of wrong answers and of unexpected failures. */
    Queue<Throwable> failures() {
        return failures;
    }

    Store store() {
        return store;
    }
}
