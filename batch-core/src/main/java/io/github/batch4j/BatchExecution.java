package io.github.batch4j;

import java.time.Duration;
import java.time.Instant;

/**
 * An outermost call of {@code execute}, as listeners see it: what it has sent so far.
 *
 * <p>Equal only to itself. The counts are written by the thread that executes; read them on that thread, or after the
 * execution has ended.
 */
public final class BatchExecution {

    private final BatchExecutor executor;
    private final boolean keepsAnswers;
    private final Instant startedAt = Instant.now();
    private final long started = System.nanoTime();
    private int steps;
    private int roundTrips;
    private int operations;
    private int cachedAnswers;

    BatchExecution(BatchExecutor executor, boolean keepsAnswers) {
        this.executor = executor;
        this.keepsAnswers = keepsAnswers;
    }

    /**
     * The executor that runs it. Executions of one request have the same one.
     *
     * @return the executor
     */
    public BatchExecutor executor() {
        return executor;
    }

    /**
     * The time at which it began.
     *
     * @return the time by the system's clock
     */
    public Instant startedAt() {
        return startedAt;
    }

    /**
     * The number of {@linkplain SentBatch#step steps}.
     *
     * @return at least 0
     */
    public int steps() {
        return steps;
    }

    /**
     * The number of batches that were sent to a store.
     *
     * @return at least 0
     */
    public int roundTrips() {
        return roundTrips;
    }

    /**
     * The number of operations in those batches, merged ones counted once.
     *
     * @return at least 0
     */
    public int operations() {
        return operations;
    }

    /**
     * Returns true if the executor has a {@linkplain BatchExecutor.Builder#cache cache} of answers.
     *
     * @return true if it has one
     */
    public boolean keepsAnswers() {
        return keepsAnswers;
    }

    /**
     * The number of operations that were answered by the executor's {@linkplain BatchExecutor.Builder#cache cache}.
     *
     * @return at least 0
     */
    public int cachedAnswers() {
        return cachedAnswers;
    }

    /** The time from the start to a time by {@link System#nanoTime}. */
    Duration until(long nanos) {
        return Duration.ofNanos(nanos - started);
    }

    /** The time of its start, by {@link System#nanoTime}. */
    long started() {
        return started;
    }

    void sent(SentBatch batch) {
        if (batch.isRoundTrip()) {
            steps = Math.max(steps, batch.step());
            roundTrips++;
            operations += batch.size();
        }
    }

    void answeredByCache() {
        cachedAnswers++;
    }
}
