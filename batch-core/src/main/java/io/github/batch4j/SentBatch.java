package io.github.batch4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch that was sent. Immutable, and equal only to itself. */
public final class SentBatch {

    private final BatchExecution execution;
    private final int step;
    private final Batcher<?, ?> batcher;
    private final List<? extends BatchableOperation<?>> operations;
    private final @Nullable Object partition;
    private final int asked;
    private final List<Caller> callers;
    private final long sent;
    private final @Nullable CoroutineKind coroutineKind;

    SentBatch(
            BatchExecution execution,
            int step,
            Batch batch,
            List<Caller> callers,
            long sent,
            @Nullable CoroutineKind coroutineKind) {
        this.execution = execution;
        this.step = step;
        this.batcher = batch.batcher();
        this.operations = batch.seal();
        this.partition = batch.partition();
        this.asked = batch.waiters().remaining();
        this.callers = callers;
        this.sent = sent;
        this.coroutineKind = coroutineKind;
    }

    /**
     * The execution that has sent it.
     *
     * @return the execution; if this listener was added by a nested call, that may begin with this call
     */
    public BatchExecution execution() {
        return execution;
    }

    /**
     * The step of the execution in which it was sent. Asynchronous batches of a step were sent together, blocking ones
     * one after the other; a step calls each batcher once, unless a batch was too large.
     *
     * @return 1 for the first step
     */
    public int step() {
        return step;
    }

    /**
     * The batcher it was sent to.
     *
     * @return the batcher
     */
    public Batcher<?, ?> batcher() {
        return batcher;
    }

    /**
     * The operations of the batch, merged ones once.
     *
     * @return the operations in the order in which they were first yielded, unmodifiable
     */
    public List<? extends BatchableOperation<?>> operations() {
        return operations;
    }

    /**
     * The number of operations.
     *
     * @return at least 1
     */
    public int size() {
        return operations.size();
    }

    /**
     * Returns true if the batch reached a store. A layered batch does not; it only yields operations that will.
     *
     * @return true unless the batcher is {@linkplain Batcher.Layered layered}
     */
    public boolean isRoundTrip() {
        return !(batcher instanceof Batcher.Layered);
    }

    /**
     * The {@linkplain BatchPartition partition} that all its operations are part of, a tenant for instance.
     *
     * @return the partition, null if the executor has none
     */
    public @Nullable Object partition() {
        return partition;
    }

    /**
     * The number of times that its operations were asked for: merged ones as often as they were.
     *
     * @return at least the {@linkplain #size number of operations}
     */
    public int asked() {
        return asked;
    }

    /**
     * The calls of {@code execute} or {@code yield} in which its operations were asked for: the place in the program.
     * An operation that a pipeline has made is asked for by the call that runs the pipeline.
     *
     * @return one for each operation, in their order, of a merged one the first; empty if no listener
     *     {@linkplain BatchListener#needsCallers needs them}
     */
    public List<Caller> callers() {
        return callers;
    }

    /**
     * The time at which it was sent.
     *
     * @return the time since the execution began
     */
    public Duration offset() {
        return execution.until(sent);
    }

    /**
     * The time at which it was sent, by the system's clock. Times of batches of several executions can be compared.
     *
     * @return the time
     */
    public Instant sentAt() {
        return execution.startedAt().plus(offset());
    }

    /** The time of sending, by {@link System#nanoTime}. */
    long sent() {
        return sent;
    }

    /** The time from sending to a time by {@link System#nanoTime}. */
    Duration until(long nanos) {
        return Duration.ofNanos(nanos - sent);
    }

    /**
     * The kind of coroutine on which the bodies of this execution run.
     *
     * @return the kind, or null if no body has started in it so far
     */
    public @Nullable CoroutineKind coroutineKind() {
        return coroutineKind;
    }

    @Override
    public String toString() {
        return NamedBatcher.batch(size(), batcher);
    }
}
