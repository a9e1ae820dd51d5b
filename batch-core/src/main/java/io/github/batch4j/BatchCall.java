package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One call of a batcher: what was sent, and what came back. All but {@link #arrive} is for the engine's thread. */
final class BatchCall {

    final PendingBatch batch;

    /** Null if nobody listens, which spares all looks at the clock. */
    private @Nullable BatchListener listener;

    private @Nullable SentBatch sent;
    private long started;
    private long stopped;

    private @Nullable CompletionStage<?> stage;
    private boolean answered;
    private @Nullable Object answer;
    private @Nullable Throwable failure;

    BatchCall(PendingBatch batch) {
        this.batch = batch;
    }

    /** Tells that the call is about to be made. */
    void announce(int step, long executionStarted, BatchListener listener) {
        this.listener = listener;
        this.started = System.nanoTime();
        this.sent = new SentBatch(step, batch.batcher(), batch.seal(), Duration.ofNanos(started - executionStarted));
        listener.onSend(sent);
    }

    /** Notes that the answer will come through a stage. */
    void answersThrough(CompletionStage<?> stage) {
        this.stage = stage;
    }

    /** Takes the answer of the stage, on whatever thread it comes. Returns false if one came before. */
    synchronized boolean arrive(@Nullable Object answer, @Nullable Throwable failure) {
        if (answered) {
            return false;
        }
        this.answer = answer;
        this.failure = failure;
        answered();
        return true;
    }

    /** Notes that the answer is there. */
    synchronized void answered() {
        answered = true;
        if (listener != null) {
            stopped = System.nanoTime();
        }
    }

    synchronized boolean isAnswered() {
        return answered;
    }

    /** Gives the answer to the batch if it came through a stage, and tells of it. */
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
