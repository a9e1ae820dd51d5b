package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One call of a batcher: what was sent, and what came back. All but {@link #arrive} is for the engine's thread. */
final class BatchCall {

    final PendingBatch batch;

    /** The one behind it in its queue. */
    private @Nullable BatchCall next;

    /** Null if nobody listens, which spares all looks at the clock. */
    private @Nullable BatchListener listener;

    private @Nullable SentBatch sent;
    private long started;
    private long stopped;

    private @Nullable CompletionStage<?> stage;
    private boolean arrived;
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
        if (arrived) {
            return false;
        }
        this.answer = answer;
        this.failure = failure;
        stop();
        arrived = true;
        return true;
    }

    /** Notes when the answer was there. */
    void stop() {
        if (listener != null) {
            stopped = System.nanoTime();
        }
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

    /** Whether the answer is still to come. */
    private synchronized boolean isOpen() {
        return stage != null && !arrived;
    }

    @Override
    public String toString() {
        return "a batch of " + Names.count(batch.size(), "operation") + " of "
                + batch.batcher().name();
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

        @Nullable BatchCall poll() {
            BatchCall polled = first;
            if (polled != null) {
                first = polled.next;
                polled.next = null;
                last = first == null ? null : last;
            }
            return polled;
        }

        /** Those that have not answered. */
        @Override
        public String toString() {
            StringJoiner open = new StringJoiner(", ");
            for (BatchCall call = first; call != null; call = call.next) {
                if (call.isOpen()) {
                    open.add(call.toString());
                }
            }
            return open.toString();
        }
    }
}
