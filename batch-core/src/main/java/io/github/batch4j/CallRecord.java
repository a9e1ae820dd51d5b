package io.github.batch4j;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What a listener is told of one call. */
final class CallRecord {

    private final BatchListener listener;
    private final SentBatch sent;
    private final long started = System.nanoTime();
    private long stopped;

    CallRecord(
            BatchListener listener,
            Batch batch,
            int step,
            long executionStarted,
            @Nullable CoroutineKind coroutineKind) {
        Duration offset = Duration.ofNanos(started - executionStarted);
        this.listener = listener;
        this.sent = new SentBatch(step, batch.batcher(), batch.seal(), offset, coroutineKind);
    }

    void send() {
        listener.onSend(sent);
    }

    /** What listeners are told failed a batch that did not answer before the execution ended. */
    static CancellationException cancelled() {
        return new CancellationException("the execution ended before this batch had answered");
    }

    /** Notes when the answer was there. */
    void stop(long now) {
        stopped = now;
    }

    void answer(@Nullable Throwable failure) {
        listener.onAnswer(sent, Duration.ofNanos(stopped - started), failure);
    }
}
