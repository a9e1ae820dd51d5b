package io.github.batch4j.soak;

import java.util.Arrays;
import java.util.List;

/**
 * A watchdog over callers on a platform thread: if one makes no progress, it dumps all threads and ends the JVM.
 */
final class Watchdog {

    /** The time without progress that counts as a hang; an execution takes milliseconds. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private static final long LOOK_MILLIS = 100;
    private static final int HUNG = 3;

    private final List<Caller> callers;
    private final long[] counts;
    private final long[] since;

    Watchdog(List<Caller> callers) {
        this.callers = callers;
        this.counts = new long[callers.size()];
        this.since = new long[callers.size()];
    }

    /** Waits until all callers have ended. */
    void await() throws Exception {
        Arrays.fill(since, System.nanoTime());
        while (!callers.stream().allMatch(Caller::hasEnded)) {
            Thread.sleep(LOOK_MILLIS);
            for (int i = 0; i < counts.length; i++) {
                look(i);
            }
        }
    }

    private void look(int i) throws Exception {
        Caller caller = callers.get(i);
        long count = caller.count();
        long now = System.nanoTime();
        if (count != counts[i] || caller.hasEnded()) {
            counts[i] = count;
            since[i] = now;
        } else if (now - since[i] > PATIENCE_NANOS) {
            System.out.println("HUNG: " + caller);
            ThreadDump.take().forEach(System.out::println);
            System.out.flush();
            Runtime.getRuntime().halt(HUNG);
        }
    }
}
