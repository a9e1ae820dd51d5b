package io.github.batch4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each batch when it is sent and when it has answered.
 *
 * <p>Called on the thread that called {@code execute}; one that listens to several executors must be thread-safe. Both
 * calls for a batch get the same {@link SentBatch}. Who has heard that a batch is sent also hears how it ended, if need be
 * when the execution ends. What a listener throws ends the execution: it is not swallowed.
 */
public interface BatchListener {

    /**
     * A batch is about to be sent.
     *
     * @param batch what is sent
     */
    default void onSend(SentBatch batch) {}

    /**
     * A batch has answered, or failed, or the execution has ended before it could.
     *
     * @param batch what was sent
     * @param took how long it took, until its answer came
     * @param failure what failed the whole batch, null if it answered; failures of single operations do not count; a
     *     {@link java.util.concurrent.CancellationException} if the execution ended first, by an interruption say
     */
    default void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {}
}
