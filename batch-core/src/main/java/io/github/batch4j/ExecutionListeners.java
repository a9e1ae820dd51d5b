package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The listeners of an execution, which are notified of its batches. */
final class ExecutionListeners {

    private @Nullable BatchListener listener;

    /** The time at which the execution began; zero if there were no listeners, for which the clock is not read. */
    private long started;

    ExecutionListeners(@Nullable BatchListener listener) {
        this.listener = listener;
        this.started = listener == null ? 0 : System.nanoTime();
    }

    /** Copies the listeners, for an execution inside another one. */
    ExecutionListeners(ExecutionListeners around) {
        this.listener = around.listener;
        this.started = around.started;
    }

    /** Returns the notifications of a call of a batcher; null if there are no listeners. */
    @Nullable
    Call call(Batch batch, int step, @Nullable CoroutineKind coroutineKind) {
        return listener == null ? null : new Call(listener, batch, step, started, coroutineKind);
    }

    /** Adds listeners, which are notified of batches sent from now on. */
    void add(BatchListener... more) {
        if (more.length > 0) {
            if (listener == null) {
                started = System.nanoTime();
            }
            listener = Composite.plus(listener, more);
        }
    }

    /** Removes listeners. */
    void remove(BatchListener... gone) {
        if (gone.length > 0) {
            listener = Composite.minus(listener, gone);
        }
    }

    /** The notifications of one call of a batcher. */
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

        /** The failure with which listeners are notified of a batch that the end of the execution has cancelled. */
        static CancellationException cancelled() {
            return new CancellationException("the execution ended before this batch had answered");
        }

        /** Records the time at which the answer was there. */
        void stop(long now) {
            stopped = now;
        }

        void answer(@Nullable Throwable failure) {
            listener.onAnswer(sent, Duration.ofNanos(stopped - started), failure);
        }
    }

    /** Several listeners as one. */
    record Composite(List<BatchListener> listeners) implements BatchListener {

        /** Combines listeners; null for none, so that an execution without listeners pays nothing. */
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

        /** Notifies all; if one throws, the batch is not sent, and those notified before get an onAnswer. */
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

        /** Notifies all, even if one of them throws. */
        @Override
        public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
            List<Throwable> thrown = answer(listeners.size(), batch, took, failure);
            if (!thrown.isEmpty()) {
                Throwables.attach(thrown.get(0), thrown);
                throw Throwables.unchecked(thrown.get(0));
            }
        }

        /** Notifies the first {@code count} listeners and returns the exceptions that they throw. */
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

        /** True if no earlier listener is the same: one added to both the executor and a call is notified once. */
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
