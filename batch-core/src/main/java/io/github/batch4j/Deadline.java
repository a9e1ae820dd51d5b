package io.github.batch4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A deadline: its timeout, and its time in terms of {@link System#nanoTime}. While a blocking batch runs, that of its
 * execution is bound to the thread, so that a batcher that waits for others ends its wait in time.
 */
record Deadline(Duration timeout, long end) {

    private static final ThreadLocal<@Nullable Deadline> OF_BATCH = new ThreadLocal<>();

    static Deadline of(Duration timeout) {
        return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
    }

    /** The deadline of the blocking batches that run on the current thread; null if they have none. */
    static @Nullable Deadline ofBatch() {
        return OF_BATCH.get();
    }

    /** Binds a deadline, unless an earlier one is bound; returns the one to {@linkplain #restore restore}. */
    static @Nullable Deadline bind(Deadline deadline) {
        Deadline outer = OF_BATCH.get();
        if (deadline.isBefore(outer)) {
            OF_BATCH.set(deadline);
        }
        return outer;
    }

    static void restore(@Nullable Deadline outer) {
        if (outer == null) {
            OF_BATCH.remove();
        } else {
            OF_BATCH.set(outer);
        }
    }

    boolean hasPassed() {
        return System.nanoTime() - end >= 0;
    }

    boolean isBefore(@Nullable Deadline other) {
        return other == null || end - other.end < 0;
    }

    /** The failure of an execution or a batch whose deadline has passed. */
    BatchTimeoutException timedOut(String meanwhile) {
        String text = timeout.toMillis() == 0 ? timeout.toNanos() + " ns" : timeout.toMillis() + " ms";
        return new BatchTimeoutException("timed out after " + text + ", " + meanwhile);
    }
}
