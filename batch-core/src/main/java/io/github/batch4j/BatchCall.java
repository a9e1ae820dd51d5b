package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call of a batcher: what was sent, and what came back. All but {@link #arrive} is for the engine's thread. */
final class BatchCall {

    final PendingBatch batch;

    private final @Nullable BatchListener listener;
    private final @Nullable SentBatch sent;
    private final long started;
    private long stopped;

    private @Nullable CompletionStage<?> stage;
    private final AtomicBoolean arrived = new AtomicBoolean();
    private @Nullable Object answer;
    private @Nullable Throwable failure;

    /**
     * Makes the note of a call, and tells of it.
     *
     * @param listener who hears of it, null for nobody, which spares all looks at the clock
     */
    BatchCall(PendingBatch batch, int step, long executionStarted, @Nullable BatchListener listener) {
        this.batch = batch;
        this.listener = listener;
        if (listener == null) {
            this.sent = null;
            this.started = 0;
        } else {
            this.started = System.nanoTime();
            Duration offset = Duration.ofNanos(started - executionStarted);
            this.sent = new SentBatch(step, batch.batcher(), batch.seal(), offset);
            listener.onSend(sent);
        }
    }

    /** Notes that the answer will come through a stage. */
    void answersThrough(CompletionStage<?> stage) {
        this.stage = stage;
    }

    /** Takes the answer of the stage, on whatever thread it comes. Returns false if one came before. */
    boolean arrive(@Nullable Object answer, @Nullable Throwable failure) {
        if (!arrived.compareAndSet(false, true)) {
            return false;
        }
        this.answer = answer;
        this.failure = failure;
        stop();
        return true;
    }

    /** Notes when the answer was there. */
    void stop() {
        if (listener != null) {
            stopped = System.nanoTime();
        }
    }

    /** Gives the answer to the batch, and tells of it. */
    void end() {
        if (failure != null) {
            batch.fail(Throwables.unwrap(failure));
        } else if (stage != null) {
            batch.answer((List<?>) answer, "sendBatch");
        }
        stage = null;
        if (listener != null && sent != null) {
            listener.onAnswer(sent, Duration.ofNanos(stopped - started), batch.failure());
        }
    }

    /** Cancels the stage, if it can be. */
    void cancel() {
        if (stage != null) {
            try {
                stage.toCompletableFuture().cancel(true);
            } catch (UnsupportedOperationException notAFuture) {
                // A stage need not be one; then its answer comes some day and is not read.
            }
        }
    }

    @Override
    public String toString() {
        return "a batch of " + Names.count(batch.size(), "operation") + " of "
                + batch.batcher().name();
    }
}
