package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch that was sent. Immutable, and equal only to itself. */
public final class SentBatch {

    private final int step;
    private final Batcher<?, ?> batcher;
    private final List<? extends BatchableOperation<?>> operations;
    private final Duration offset;
    private final @Nullable CoroutineKind coroutineKind;

    SentBatch(
            int step,
            Batcher<?, ?> batcher,
            List<? extends BatchableOperation<?>> operations,
            Duration offset,
            @Nullable CoroutineKind coroutineKind) {
        this.step = step;
        this.batcher = batcher;
        this.operations = operations;
        this.offset = offset;
        this.coroutineKind = coroutineKind;
    }

    /**
     * The step of the execution in which it was sent. Batches of the same step were sent together.
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
     * The time at which it was sent.
     *
     * @return the time since the execution began
     */
    public Duration offset() {
        return offset;
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
