package io.github.batch4j;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The cell that a stage completes, on any thread, with its answer.
 *
 * <p>It is the stage's only reference to the execution, and is cleared when the call is given up: a stage that
 * cannot be cancelled, or is never completed, may be retained indefinitely and must not retain the execution.
 */
final class AnswerCell {

    /** The notifications of the arrival; null if there are none, or once it has arrived or is not waited for. */
    private ExecutionListeners.@Nullable Call notice;

    /** The thread to unpark; null once the answer has arrived or is no longer waited for. */
    private @Nullable Thread waiter;

    private boolean arrived;
    private @Nullable Object answer;
    private @Nullable Throwable failure;
    private long stopped;

    /**
     * Makes an empty cell.
     *
     * @param notice the notifications of the arrival, null if there are none; the clock is then not read
     */
    AnswerCell(Thread waiter, ExecutionListeners.@Nullable Call notice) {
        this.waiter = waiter;
        this.notice = notice;
    }

    void receiveFrom(CompletionStage<?> stage) {
        stage.whenComplete(this::arrive);
    }

    private void arrive(@Nullable Object answer, @Nullable Throwable failure) {
        ExecutionListeners.Call notified = takeNotice();
        if (notified != null) {
            notified.arrive(failure == null ? BatchResults.failureOfAll(answer) : Throwables.unwrap(failure));
        }
        Thread waiting;
        synchronized (this) {
            waiting = waiter;
            if (waiting == null) {
                return;
            }
            this.waiter = null;
            this.answer = answer;
            this.failure = failure;
            this.arrived = true;
        }
        LockSupport.unpark(waiting);
    }

    private synchronized ExecutionListeners.@Nullable Call takeNotice() {
        ExecutionListeners.Call taken = notice;
        notice = null;
        stopped = taken == null ? 0 : System.nanoTime();
        return taken;
    }

    synchronized boolean hasArrived() {
        return arrived;
    }

    /** Ignores any answer from now on. */
    synchronized void giveUp() {
        waiter = null;
        notice = null;
    }

    // Read only by a thread that has seen hasArrived return true.

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
