package io.github.batch4j;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The partitions of an execution: which one a frame belongs to, and how to be in one for a while. */
final class Partitions {

    /** Stands for null, so that null can mean that there are no partitions at all, or that a frame does not know. */
    private static final Object NONE = new Object();

    private final BatchPartition partition;
    private final ContextLookup<Object> lookup;

    /** The frame that was asked for last, and its partition: the children of a list ask one after the other. */
    private @Nullable Frame last;

    private Object ofLast;

    /** Takes down the partition of the thread that has called {@code execute}. */
    Partitions(BatchPartition partition) {
        this.partition = partition;
        this.ofLast = current();
        this.lookup = new ContextLookup<>(Frame::partition, ofLast);
    }

    /** Null if there are none. */
    static @Nullable Partitions of(@Nullable BatchPartition partition) {
        return partition == null ? null : new Partitions(partition);
    }

    /** The partition that is bound to the current thread. */
    Object current() {
        Object current = partition.current();
        return current == null ? NONE : current;
    }

    /**
     * The partition of what a frame asks for: that of the innermost body, batch or call of {@code execute} around it.
     */
    Object below(Frame frame) {
        if (frame instanceof FanOut.FanOutFrame) {
            if (frame != last) {
                ofLast = lookup.below(frame);
                last = frame;
            }
            return ofLast;
        }
        return lookup.below(frame);
    }

    /** Binds the partition of a batch to the current thread, unless it is bound already: then it is null. */
    ThreadContext.@Nullable Scope enter(Batch batch) {
        Object entered = Casts.castNonNull(batch.partition());
        return current().equals(entered) ? null : partition.bind(value(entered));
    }

    /** Calls a method of a batcher in the partition of its batch. */
    <T extends @Nullable Object> T in(Batch batch, Callable<T> method) throws Exception {
        try (ThreadContext.Scope bound = enter(batch)) {
            return method.call();
        }
    }

    /** Adds the partition to the context that a body begins with. */
    ThreadContext.Snapshot around(ThreadContext.Snapshot context, Frame parent) {
        Object below = below(parent);
        ThreadContext.Snapshot ofPartition = () -> partition.bind(value(below));
        return () -> ThreadContexts.bind(List.of(context, ofPartition));
    }

    private static @Nullable Object value(Object partition) {
        return partition == NONE ? null : partition;
    }

    /** The partition as something that bodies find on their thread. */
    record Context(BatchPartition partition) implements ThreadContext {

        @Override
        public Snapshot capture() {
            Object captured = partition.current();
            return () -> partition.bind(captured);
        }
    }
}
