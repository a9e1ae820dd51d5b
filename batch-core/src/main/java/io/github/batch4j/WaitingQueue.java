package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** The batches that wait for one of the {@link CallPermits}, in the order of arrival. Guarded by the lock of these. */
final class WaitingQueue {

    private @Nullable WaitingBatch first;
    private @Nullable WaitingBatch last;

    /** The oldest batch; null if none waits. */
    @Nullable
    WaitingBatch first() {
        return first;
    }

    /** Adds a batch before those that have arrived after it. */
    void add(WaitingBatch batch) {
        WaitingBatch before = last;
        while (before != null && before.number > batch.number) {
            before = before.previous;
        }
        WaitingBatch after = before == null ? first : before.next;
        batch.previous = before;
        batch.next = after;
        if (before == null) {
            first = batch;
        } else {
            before.next = batch;
        }
        if (after == null) {
            last = batch;
        } else {
            after.previous = batch;
        }
    }

    void remove(WaitingBatch batch) {
        WaitingBatch before = batch.previous;
        WaitingBatch after = batch.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        batch.previous = null;
        batch.next = null;
    }
}
