package io.github.batch4j;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A batch that found all {@link CallPermits} in use, on the thread of its asker. All fields but the final ones are
 * guarded by the lock of the permits, and those of the answer are written before the state that says so.
 */
final class WaitingBatch {

    /** The states; a batch waits, gets a permit or is taken along, and may wait again if a merged call failed. */
    enum State {
        /** In the queue. */
        WAITING,
        /** Owner of a permit, which it must use or pass on. */
        LEADING,
        /** Owner of a permit that it uses. */
        RUNNING,
        /** Part of the call of another batch. */
        TAKEN,
        /** Answered, or failed, by the call of another batch. */
        ANSWERED,
        /** Not in the queue: new, or given up by its asker. */
        OUT
    }

    final Thread thread = Thread.currentThread();
    final SharedBatcher<?, ?> batcher;
    final List<? extends BatchableOperation<?>> operations;
    final @Nullable Object partition;
    final ThreadContext.@Nullable Snapshot context;

    /** The deadline of its execution; null if there is none. */
    final @Nullable Deadline deadline = Deadline.ofBatch();

    /** The hash of everything that batches of one call have in common. */
    final int hash;

    /** The place in the order of arrival, from 1; kept when it waits again. */
    long number;

    /** The end of its time in the queue, written before its state; null if there is no limit. */
    @Nullable
    Deadline waitEnd;

    /** True if it must not be merged, as it writes or is sent again after a failure. */
    boolean isAlone;

    volatile State state = State.OUT;

    /** The neighbour towards the head of the queue; null if there is none. */
    @Nullable
    WaitingBatch previous;

    /** The neighbour towards the tail of the queue; in a merged call, the next batch of that call. */
    @Nullable
    WaitingBatch next;

    /** The answer of a merged call, one per operation. */
    @Nullable
    List<?> answer;

    /** The failure of a merged call that ends all of its batches; null if it has answered. */
    @Nullable
    Throwable failure;

    /** The token of the merged call, for the listener of its followers. */
    @Nullable
    Object call;

    WaitingBatch(SharedBatcher<?, ?> batcher, List<? extends BatchableOperation<?>> operations, SharedCalls calls) {
        this.batcher = batcher;
        this.operations = operations;
        this.partition = calls.partition();
        this.isAlone = !areReads(operations);
        this.context = isAlone || !batcher.isPerAsker() ? null : calls.captureContext();
        this.hash = 31 * batcher.hashCode() + (partition == null ? 0 : partition.hashCode());
    }

    /** False if an operation must not be merged or may write, so that it must not be sent twice either. */
    private static boolean areReads(List<? extends BatchableOperation<?>> operations) {
        try {
            for (BatchableOperation<?> operation : operations) {
                if (!operation.mergeable() || operation.writes() != null) {
                    return false;
                }
            }
            return true;
        } catch (Throwable broken) {
            return false;
        }
    }

    /** True if another batch may be part of the same call: its batcher and its partition are equal. */
    boolean mayTake(WaitingBatch other) {
        if (other.isAlone || hash != other.hash) {
            return false;
        }
        try {
            return Objects.equals(partition, other.partition) && batcher.equals(other.batcher);
        } catch (Throwable broken) { // an equality of the user's, which is no failure of this batch
            return false;
        }
    }

    /** True if its asker has been interrupted or its deadline has passed; called on its own thread. */
    boolean shouldLeave() {
        return thread.isInterrupted() || (deadline != null && deadline.hasPassed());
    }

    /** Its size and the name of its batcher, for messages. */
    String name() {
        return NamedBatcher.batch(operations.size(), batcher);
    }

    /** The failure of the batch whose asker leaves. */
    RuntimeException left() {
        String meanwhile = "while " + name() + " waited for a shared call";
        return thread.isInterrupted() || deadline == null
                ? new BatchInterruptedException("interrupted " + meanwhile)
                : deadline.timedOut(meanwhile);
    }
}
