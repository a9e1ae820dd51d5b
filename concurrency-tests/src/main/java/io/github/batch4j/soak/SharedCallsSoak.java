package io.github.batch4j.soak;

import io.github.batch4j.SharedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A soak of executions on many threads that share three calls of two stores. Some are interrupted, some have a deadline
 * of microseconds, and some ask for keys that break each call of which they are a part. Fails if one gets a wrong value
 * or ends in an unexpected way, or if permits or threads are left. If none makes progress, prints all threads and exits
 * with status 3. Prints a row of a Markdown table.
 */
public final class SharedCallsSoak {

    private static final int LIMIT = 3;
    private static final int ASKERS = 16;
    private static final long SEED = 20_260_301;
    private static final int PATIENCE_LOOKS = 300;
    private static final long LOOK_MILLIS = 100;
    private static final int HUNG = 3;

    private final SharedCalls calls = SharedCalls.of(LIMIT);
    private final AtomicInteger underWay = new AtomicInteger();
    private final SharedStore users = new SharedStore("users", 2, calls, underWay);
    private final SharedStore orders = new SharedStore("orders", 3, calls, underWay);
    private final List<SharedAsker> askers = new ArrayList<>();

    private SharedCallsSoak() {}

    /**
     * Runs the soak.
     *
     * @param args the number of executions
     */
    public static void main(String... args) throws Exception {
        new SharedCallsSoak().run(Long.parseLong(args[0]));
    }

    private void run(long executions) throws Exception {
        int threads = Thread.activeCount();
        long start = System.nanoTime();
        for (int i = 0; i < ASKERS; i++) {
            askers.add(new SharedAsker(List.of(users, orders), SEED + i, executions / ASKERS));
        }
        for (int i = 0; i < ASKERS; i++) {
            askers.get(i).start(i % 2 == 1 && Caller.mayBeVirtual());
        }
        interruptUntilAllHaveEnded();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(row(seconds));
        check(threads);
    }

    private void interruptUntilAllHaveEnded() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        long last = 0;
        int looks = 0;
        long nextLook = System.nanoTime();
        while (!askers.stream().allMatch(SharedAsker::hasEnded)) {
            askers.get(random.nextInt(ASKERS)).interrupt();
            TimeUnit.MICROSECONDS.sleep(200);
            if (System.nanoTime() < nextLook) {
                continue;
            }
            nextLook = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
            long count = count(SharedAsker.End.values());
            looks = count == last ? looks + 1 : 0;
            last = count;
            if (looks > PATIENCE_LOOKS) {
                System.out.println("HUNG: " + calls);
                ThreadDump.take().forEach(System.out::println);
                System.out.flush();
                Runtime.getRuntime().halt(HUNG);
            }
        }
    }

    private long count(SharedAsker.End... ends) {
        long count = 0;
        for (SharedAsker asker : askers) {
            for (SharedAsker.End end : ends) {
                count += asker.count(end);
            }
        }
        return count;
    }

    private String row(double seconds) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d / %,d / %,d / %,d | %,d | %,d | %,d | %.0f |",
                Runtime.version().feature(),
                count(SharedAsker.End.values()),
                count(SharedAsker.End.ANSWERED),
                count(SharedAsker.End.POISONED),
                count(SharedAsker.End.INTERRUPTED),
                count(SharedAsker.End.TIMED_OUT),
                users.calls() + orders.calls(),
                calls.mergedBatches(),
                calls.failedMergedCalls(),
                seconds);
    }

    private void check(int threads) throws Exception {
        for (SharedAsker asker : askers) {
            if (asker.failure() != null) {
                throw new AssertionError("an execution with an unexpected end", asker.failure());
            }
            asker.join();
        }
        if (calls.callsUnderWay() != 0 || calls.waitingBatches() != 0) {
            throw new AssertionError("permits or batches are left: " + calls);
        }
        if (Math.max(users.most(), orders.most()) > LIMIT) {
            throw new AssertionError("more calls at once than the limit: " + users.most() + ", " + orders.most());
        }
        if (Thread.activeCount() > threads) {
            throw new AssertionError("threads are left: " + Thread.activeCount() + ", before: " + threads);
        }
    }
}
