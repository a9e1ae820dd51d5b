package io.github.batch4j;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The partitions of an execution: finds that of a frame, and binds that of a batch. */
final class Partitions {

    /** The null partition, so that null can mean that there are no partitions, or that a frame has none of its own. */
    private static final Object NONE = new Object();

    private final BatchPartition partition;
    private final ContextLookup<Object> lookup;

    /** The last frame looked up, and its partition: the children of a list are looked up one after the other. */
    private @Nullable Frame last;

    private Object ofLast;

    /** Captures the partition of the thread that has called {@code execute}. */
    Partitions(BatchPartition partition) {
        this.partition = partition;
        this.ofLast = current();
        this.lookup = new ContextLookup<>(Frame::partition, ofLast);
    }

    /** Returns the partitions of an execution; null if there are none. */
    static @Nullable Partitions of(@Nullable BatchPartition partition) {
        return partition == null ? null : new Partitions(partition);
    }

    /** The partition that is bound to the current thread. */
    Object current() {
        return current(partition);
    }

    /** The same for a partition of which no execution is under way. */
    static Object current(BatchPartition partition) {
        Object current = partition.current();
        return current == null ? NONE : current;
    }

    /**
     * The partition of operations below a frame: that of the innermost body, batch or call of {@code execute} around
     * it.
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

    /** Binds the partition of a batch to the current thread; returns null if it is bound already. */
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

    /** The partition as a context of bodies, bound to their thread. */
    record Context(BatchPartition partition) implements ThreadContext {

        @Override
        public Snapshot capture() {
            Object captured = partition.current();
            return () -> partition.bind(captured);
        }
    }
}
