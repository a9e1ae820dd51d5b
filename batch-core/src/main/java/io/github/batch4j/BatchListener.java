package io.github.batch4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A listener that is notified of each execution, and of each batch when it is sent and when its answer is there.
 *
 * <p>All calls for an execution get the same {@link BatchExecution}, all calls for a batch the same {@link SentBatch}:
 *
 * <ol>
 *   <li>{@link #onStart} once for an outermost call of {@code execute};
 *   <li>{@link #onSend} before each call of a batcher, and {@link #onSent} when that call has returned;
 *   <li>{@link #onArrival} as soon as the answer is there, on the thread that brings it;
 *   <li>{@link #onAnswer} as soon as the executing thread gets to the answer, at the latest when the execution ends;
 *   <li>{@link #onEnd} once.
 * </ol>
 *
 * <p>All but {@code onArrival} are called on the thread that called {@code execute}. A listener of several executors
 * must be thread-safe. Several listeners are notified in the order in which they were added, and of {@code onSent} and
 * {@code onEnd} in reverse. An exception thrown by a listener is not swallowed: it ends the execution.
 */
public interface BatchListener {

    /**
     * Called when an outermost call of {@code execute} begins. It cannot call {@code execute} of the same executor; nor
     * can {@link #onEnd}. A listener that was given to a nested call is notified of batches only.
     *
     * @param execution the execution
     */
    default void onStart(BatchExecution execution) {}

    /**
     * Called before a batch is sent.
     *
     * @param batch the batch
     */
    default void onSend(SentBatch batch) {}

    /**
     * Called when the call of the batcher has returned or thrown: a blocking batch has been answered then, an
     * asynchronous one is in flight. What {@link #onSend} has bound to the thread is to be unbound here.
     *
     * @param batch the batch
     */
    default void onSent(SentBatch batch) {}

    /**
     * Called when the answer of a batch is there, on the thread that has brought it: that of the store's driver for an
     * asynchronous batch, whatever the executing thread does meanwhile. Must be quick. Not called for a batch that is
     * given up; if it is given up at this very moment, {@link #onAnswer} may be called at the same time.
     *
     * @param batch the batch
     * @param failure the failure of the call; null if it has answered, even if that answer turns out to be wrong later
     */
    default void onArrival(SentBatch batch, @Nullable Throwable failure) {}

    /**
     * Called when a batch has answered or failed, or when the execution has ended before that. It comes before the
     * answer is used, in the order in which the executing thread gets to the answers.
     *
     * @param batch the batch
     * @param took the time from sending it to the arrival of its answer
     * @param failure the failure of the whole batch, or the first one if all its operations have failed; null if at
     *     least one was answered; a {@link java.util.concurrent.CancellationException} if the execution ended first, as
     *     by an interrupt
     */
    default void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {}

    /**
     * Called when an outermost call of {@code execute} ends, after all that was open in it has been closed.
     *
     * @param execution the execution
     * @param took the time since its start
     * @param failure the failure with which it ends, null if it has a result
     */
    default void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {}

    /**
     * Returns true if this listener needs {@link SentBatch#callers()}. They cost some microseconds for each call of
     * {@code execute} or {@code yield}, so they are recorded only if a listener asks for them.
     *
     * @return true to have them recorded; false by default
     */
    default boolean needsCallers() {
        return false;
    }
}
