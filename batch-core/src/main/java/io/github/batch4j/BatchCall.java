package io.github.batch4j;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call of a batcher, and the answer that comes back. All but {@link #arrive} is for the engine's thread. */
final class BatchCall {

    final PendingBatch batch;

    /** The one behind it in its queue. */
    private @Nullable BatchCall next;

    /** Null if nobody listens, which spares all looks at the clock. */
    private @Nullable CallNotice notice;

    /** Set if the answer comes later. */
    private @Nullable CompletionStage<?> stage;

    private boolean arrived;
    private @Nullable Object answer;
    private @Nullable Throwable failure;

    BatchCall(PendingBatch batch) {
        this.batch = batch;
    }

    /** Tells that the call is about to be made. */
    void announce(CallNotice notice) {
        this.notice = notice;
        notice.send();
    }

    /** Notes that the answer comes through a stage, and lets a thread know when it has come. */
    void answersThrough(CompletionStage<?> stage, Thread waiter) {
        this.stage = stage;
        stage.whenComplete((answer, failure) -> {
            arrive(answer, failure);
            LockSupport.unpark(waiter);
        });
    }

    /** Takes the answer of the stage, on whatever thread it comes. */
    private synchronized void arrive(@Nullable Object answer, @Nullable Throwable failure) {
        this.answer = answer;
        this.failure = failure;
        this.arrived = true;
        stop();
    }

    /** Whether the answer is still to come. */
    boolean isOpen() {
        return stage != null && !hasArrived();
    }

    private synchronized boolean hasArrived() {
        return arrived;
    }

    /** Fails the call before there is a stage to answer it. */
    void fail(Throwable thrown) {
        stage = null;
        batch.fail(thrown);
        stop();
    }

    /** Notes when the answer was there. */
    void stop() {
        if (notice != null) {
            notice.stop();
        }
    }

    /** Gives the answer to the batch if it came through a stage, and tells of it. */
    void end() {
        if (stage != null) {
            if (failure != null) {
                batch.fail(Throwables.unwrap(failure));
            } else {
                batch.answer(answer, "sendBatch");
            }
            stage = null;
        }
        if (notice != null) {
            notice.answer(batch.failure());
        }
    }

    /** Cancels the stage, if it can be. */
    void cancel() {
        if (stage != null) {
            try {
                stage.toCompletableFuture().cancel(true);
            } catch (RuntimeException notCancelled) {
                // A stage need not be a future that can be cancelled; then its answer comes some day and is not read.
            }
        }
    }

    @Override
    public String toString() {
        return "a batch of " + Names.count(batch.size(), "operation") + " of " + Names.name(batch.batcher());
    }

    /** Calls in the order in which they were added. */
    static final class Queue {

        private @Nullable BatchCall first;
        private @Nullable BatchCall last;

        boolean isEmpty() {
            return first == null;
        }

        void add(BatchCall call) {
            if (last == null) {
                first = call;
            } else {
                last.next = call;
            }
            last = call;
        }

        @Nullable
        BatchCall poll() {
            BatchCall polled = first;
            if (polled != null) {
                first = polled.next;
                polled.next = null;
                last = first == null ? null : last;
            }
            return polled;
        }

        /** The first one whose answer is still to come. */
        @Nullable
        BatchCall open() {
            BatchCall call = first;
            while (call != null && !call.isOpen()) {
                call = call.next;
            }
            return call;
        }
    }
}
