package io.github.batch4j;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage leaves its answer, on whatever thread that comes.
 *
 * <p>It is all that the stage knows of the execution, and when it is given up it knows nothing: a stage that cannot be
 * cancelled, or is never completed, may be held by somebody for ever, and must not hold a whole execution with it.
 */
final class AnswerCell {

    private final boolean timed;

    /** Who is to be woken by the answer; null when it has come or is no longer waited for. */
    private @Nullable Thread waiter;

    private boolean arrived;
    private @Nullable Object answer;
    private @Nullable Throwable failure;
    private long stopped;

    /**
     * Makes an empty cell.
     *
     * @param timed whether to look at the clock when the answer comes
     */
    AnswerCell(Thread waiter, boolean timed) {
        this.waiter = waiter;
        this.timed = timed;
    }

    void receiveFrom(CompletionStage<?> stage) {
        stage.whenComplete(this::arrive);
    }

    private void arrive(@Nullable Object answer, @Nullable Throwable failure) {
        Thread waiting;
        synchronized (this) {
            waiting = waiter;
            if (waiting == null) {
                return;
            }
            this.waiter = null;
            this.answer = answer;
            this.failure = failure;
            this.stopped = timed ? System.nanoTime() : 0;
            this.arrived = true;
        }
        LockSupport.unpark(waiting);
    }

    synchronized boolean hasArrived() {
        return arrived;
    }

    /** Takes nothing any more. */
    synchronized void giveUp() {
        waiter = null;
    }

    // What has arrived, for the thread that has seen that it has.

    @Nullable
    Object answer() {
        return answer;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    long stopped() {
        return stopped;
    }
}
