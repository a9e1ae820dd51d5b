package io.github.batch4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A listener that is notified of each batch when it is sent and when it has answered.
 *
 * <p>Called on the thread that called {@code execute}; a listener of several executors must be thread-safe. Both calls
 * for a batch get the same {@link SentBatch}. Every {@link #onSend} is followed by one {@link #onAnswer}, at the latest
 * when the execution ends. An exception thrown by a listener is not swallowed: it ends the execution.
 */
public interface BatchListener {

    /**
     * Called before a batch is sent.
     *
     * @param batch the batch
     */
    default void onSend(SentBatch batch) {}

    /**
     * Called when a batch has answered or failed, or when the execution has ended before that.
     *
     * @param batch the batch
     * @param took the time from sending it to its answer
     * @param failure the failure of the whole batch, null if it answered; failures of single operations do not count; a
     *     {@link java.util.concurrent.CancellationException} if the execution ended first, as by an interrupt
     */
    default void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {}
}
