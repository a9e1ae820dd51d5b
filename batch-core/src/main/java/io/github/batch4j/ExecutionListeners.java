package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Who hears of the batches of an execution. */
final class ExecutionListeners {

    private @Nullable BatchListener listener;

    /** When the execution began; zero if nobody has listened so far, which spares the look at the clock. */
    private long started;

    ExecutionListeners(@Nullable BatchListener listener) {
        this.listener = listener;
        this.started = listener == null ? 0 : System.nanoTime();
    }

    /** The same listeners, for an execution amid another one. */
    ExecutionListeners(ExecutionListeners around) {
        this.listener = around.listener;
        this.started = around.started;
    }

    /** The call of a batcher as the listeners see it; null if there are none. */
    @Nullable
    Call call(Batch batch, int step, @Nullable CoroutineKind coroutineKind) {
        return listener == null ? null : new Call(listener, batch, step, started, coroutineKind);
    }

    /** Lets more listeners hear of the batches that are sent from now on. */
    void add(BatchListener... more) {
        if (more.length > 0) {
            if (listener == null) {
                started = System.nanoTime();
            }
            listener = Composite.plus(listener, more);
        }
    }

    /** Lets listeners hear no more. */
    void remove(BatchListener... gone) {
        if (gone.length > 0) {
            listener = Composite.minus(listener, gone);
        }
    }

    /** What a listener is told of one call. */
    static final class Call {

        private final BatchListener listener;
        private final SentBatch sent;
        private final long started = System.nanoTime();
        private long stopped;

        Call(
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

    /** Several listeners as one. */
    record Composite(List<BatchListener> listeners) implements BatchListener {

        /** Null for no listener at all, so that an execution nobody listens to pays nothing for it. */
        static @Nullable BatchListener of(List<BatchListener> listeners) {
            return switch (listeners.size()) {
                case 0 -> null;
                case 1 -> listeners.get(0);
                default -> new Composite(List.copyOf(listeners));
            };
        }

        static @Nullable BatchListener plus(@Nullable BatchListener listener, BatchListener... more) {
            if (more.length == 0) {
                return listener;
            }
            List<BatchListener> joined = list(listener);
            for (BatchListener one : more) {
                joined.add(Arguments.notNull(one, "BatchExecutor.execute", "listeners"));
            }
            return of(joined);
        }

        static @Nullable BatchListener minus(@Nullable BatchListener listener, BatchListener... gone) {
            List<BatchListener> left = list(listener);
            for (BatchListener one : gone) {
                for (int i = left.size() - 1; i >= 0; i--) {
                    if (left.get(i) == one) {
                        left.remove(i);
                        break;
                    }
                }
            }
            return of(left);
        }

        private static List<BatchListener> list(@Nullable BatchListener listener) {
            if (listener == null) {
                return new ArrayList<>();
            }
            return new ArrayList<>(listener instanceof Composite several ? several.listeners : List.of(listener));
        }

        /** If one throws, the batch is not sent. Those that have heard of it then hear that it will not be answered. */
        @Override
        public void onSend(SentBatch batch) {
            for (int i = 0; i < listeners.size(); i++) {
                if (isFirst(i)) {
                    try {
                        listeners.get(i).onSend(batch);
                    } catch (Throwable thrown) {
                        Throwables.attach(thrown, answer(i, batch, Duration.ZERO, ExecutionListeners.Call.cancelled()));
                        throw thrown;
                    }
                }
            }
        }

        /** All hear of it, whatever one of them throws. */
        @Override
        public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
            List<Throwable> thrown = answer(listeners.size(), batch, took, failure);
            if (!thrown.isEmpty()) {
                Throwables.attach(thrown.get(0), thrown);
                throw Throwables.unchecked(thrown.get(0));
            }
        }

        /** Tells the first of the listeners, and gives back what they throw. */
        private List<Throwable> answer(int count, SentBatch batch, Duration took, @Nullable Throwable failure) {
            List<Throwable> thrown = new ArrayList<>(0);
            for (int i = 0; i < count; i++) {
                if (isFirst(i)) {
                    try {
                        listeners.get(i).onAnswer(batch, took, failure);
                    } catch (Throwable one) {
                        thrown.add(one);
                    }
                }
            }
            return thrown;
        }

        /** One that listens in several places, to the executor and to a call say, hears of a batch once. */
        private boolean isFirst(int index) {
            for (int i = 0; i < index; i++) {
                if (listeners.get(i) == listeners.get(index)) {
                    return false;
                }
            }
            return true;
        }
    }
}
