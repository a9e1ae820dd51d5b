package io.github.batch4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a listener is told of one call. */
final class CallNotice {

    private final BatchListener listener;
    private final SentBatch sent;
    private final long started = System.nanoTime();
    private long stopped;

    CallNotice(BatchListener listener, PendingBatch batch, int step, long executionStarted) {
        this.listener = listener;
        this.sent = new SentBatch(step, batch.batcher(), batch.seal(), Duration.ofNanos(started - executionStarted));
    }

    void send() {
        listener.onSend(sent);
    }

    /** Notes when the answer was there, on whatever thread that was. */
    void stop() {
        stopped = System.nanoTime();
    }

    void answer(@Nullable Throwable failure) {
        listener.onAnswer(sent, Duration.ofNanos(stopped - started), failure);
    }
}
