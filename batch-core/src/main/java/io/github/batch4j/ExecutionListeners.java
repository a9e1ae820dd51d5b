package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of an execution, which are notified of it and of its batches. */
final class ExecutionListeners {

    private final BatchExecutor executor;
    private final boolean keepsAnswers;
    private @Nullable BatchListener listener;

    /** Null as long as there have been no listeners, for which the clock is not read. */
    private @Nullable BatchExecution execution;

    private boolean needCallers;

    /**
     * Makes listeners.
     *
     * @param executor the executor that runs the execution
     * @param keepsAnswers whether it has a cache
     * @param listener null if there are none so far
     */
    ExecutionListeners(BatchExecutor executor, boolean keepsAnswers, @Nullable BatchListener listener) {
        this.executor = executor;
        this.keepsAnswers = keepsAnswers;
        set(listener);
    }

    /** Copies the listeners, for an execution inside another one. */
    ExecutionListeners(ExecutionListeners around) {
        this.executor = around.executor;
        this.keepsAnswers = around.keepsAnswers;
        this.execution = around.execution;
        set(around.listener);
    }

    private void set(@Nullable BatchListener listener) {
        this.listener = listener;
        this.needCallers = listener != null && listener.needsCallers();
        if (listener != null && execution == null) {
            execution = new BatchExecution(executor, keepsAnswers);
        }
    }

    /** True if the callers of operations are to be recorded. */
    boolean needCallers() {
        return needCallers;
    }

    /** Returns the notifications of a call of a batcher; null if there are no listeners. */
    @Nullable
    Call call(Batch batch, int step, @Nullable CoroutineKind coroutineKind) {
        if (listener == null) {
            return null;
        }
        List<Caller> callers = needCallers ? batch.callers() : List.of();
        long now = System.nanoTime();
        SentBatch sent = new SentBatch(Casts.castNonNull(execution), step, batch, callers, now, coroutineKind);
        return new Call(listener, sent);
    }

    /** Counts an operation that was not sent because its answer is kept. */
    void answeredByCache() {
        if (execution != null) {
            execution.answeredByCache();
        }
    }

    /** Notifies the listeners of the start of an outermost execution. */
    void start() {
        if (listener != null) {
            listener.onStart(Casts.castNonNull(execution));
        }
    }

    /** Notifies the listeners of the end of an outermost execution. */
    void end(@Nullable Throwable failure) {
        if (listener != null) {
            BatchExecution ended = Casts.castNonNull(execution);
            listener.onEnd(ended, ended.until(System.nanoTime()), failure);
        }
    }

    /** Adds listeners, which are notified of batches sent from now on. */
    void add(BatchListener... more) {
        if (more.length > 0) {
            set(Composite.plus(listener, more));
        }
    }

    /** Removes listeners. */
    void remove(BatchListener... gone) {
        if (gone.length > 0) {
            set(Composite.minus(listener, gone));
        }
    }

    /** The notifications of one call of a batcher. */
    static final class Call {

        private final BatchListener listener;
        private final SentBatch sent;
        private long stopped;

        /** True once the arrival has been notified. Written by the thread that brings the answer, before it is seen. */
        private boolean hasArrived;

        /** The exception of a listener on another thread; null if none has thrown. */
        private @Nullable Throwable thrown;

        Call(BatchListener listener, SentBatch sent) {
            this.listener = listener;
            this.sent = sent;
        }

        void send() {
            listener.onSend(sent);
            sent.execution().sent(sent);
        }

        void sent() {
            listener.onSent(sent);
        }

        /** The failure with which listeners are notified of a batch that the end of the execution has cancelled. */
        static CancellationException cancelled() {
            return new CancellationException("the execution ended before this batch had answered");
        }

        /** Records the time at which the answer was there. */
        void stop(long now) {
            stopped = now;
        }

        /** Notifies the listeners on the thread that brings the answer; what they throw ends the execution later. */
        void arrive(@Nullable Throwable failure) {
            hasArrived = true;
            try {
                listener.onArrival(sent, failure);
            } catch (Throwable thrown) {
                this.thrown = thrown;
            }
        }

        /** Notifies the listeners on the thread that executes. */
        void answer(@Nullable Throwable failure) {
            if (!hasArrived) {
                arrive(failure);
            }
            end(failure);
        }

        /** Notifies the listeners of the end of a batch, which need not have arrived. */
        void end(@Nullable Throwable failure) {
            Throwable earlier = thrown;
            try {
                listener.onAnswer(sent, sent.until(stopped), failure);
            } catch (Throwable another) {
                if (earlier == null) {
                    throw another;
                }
                Throwables.attach(earlier, List.of(another));
            }
            if (earlier != null) {
                throw Throwables.unchecked(earlier);
            }
        }
    }

    /** Several listeners as one. */
    static final class Composite implements BatchListener {

        /** All, for {@link #minus}: one added to both the executor and a call is in here twice. */
        private final List<BatchListener> listeners;

        /** Each once, so that it is notified once. */
        private final List<BatchListener> distinct = new ArrayList<>();

        /** The same in reverse: what was bound last to the thread is unbound first. */
        private final List<BatchListener> reversed;

        private Composite(List<BatchListener> listeners) {
            this.listeners = listeners;
            for (BatchListener listener : listeners) {
                if (distinct.stream().noneMatch(other -> other == listener)) {
                    distinct.add(listener);
                }
            }
            this.reversed = new ArrayList<>(distinct);
            Collections.reverse(reversed);
        }

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

        /** Notifies all; if one throws, the execution is not started, and those notified before get an onEnd. */
        @Override
        public void onStart(BatchExecution execution) {
            begin(
                    listener -> listener.onStart(execution),
                    (listener, thrown) -> listener.onEnd(execution, Duration.ZERO, thrown));
        }

        /** Notifies all; if one throws, the batch is not sent, and those notified before get an onSent and onAnswer. */
        @Override
        public void onSend(SentBatch batch) {
            begin(listener -> listener.onSend(batch), (listener, thrown) -> {
                listener.onSent(batch);
                listener.onAnswer(batch, Duration.ZERO, ExecutionListeners.Call.cancelled());
            });
        }

        @Override
        public void onSent(SentBatch batch) {
            notify(reversed, listener -> listener.onSent(batch));
        }

        @Override
        public void onArrival(SentBatch batch, @Nullable Throwable failure) {
            notify(distinct, listener -> listener.onArrival(batch, failure));
        }

        @Override
        public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
            notify(distinct, listener -> listener.onAnswer(batch, took, failure));
        }

        @Override
        public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
            notify(reversed, listener -> listener.onEnd(execution, took, failure));
        }

        @Override
        public boolean needsCallers() {
            for (BatchListener listener : distinct) {
                if (listener.needsCallers()) {
                    return true;
                }
            }
            return false;
        }

        /** Notifies all; if one throws, those before it are notified of the end. */
        private void begin(Consumer<BatchListener> begin, BiConsumer<BatchListener, Throwable> end) {
            for (int i = 0; i < distinct.size(); i++) {
                try {
                    begin.accept(distinct.get(i));
                } catch (Throwable thrown) {
                    List<BatchListener> begun = reversed.subList(reversed.size() - i, reversed.size());
                    Throwables.attach(thrown, thrownBy(begun, listener -> end.accept(listener, thrown)));
                    throw thrown;
                }
            }
        }

        /** Notifies listeners, even if one of them throws. */
        private static void notify(List<BatchListener> notified, Consumer<BatchListener> notification) {
            List<Throwable> thrown = thrownBy(notified, notification);
            if (!thrown.isEmpty()) {
                Throwables.attach(thrown.get(0), thrown);
                throw Throwables.unchecked(thrown.get(0));
            }
        }

        private static List<Throwable> thrownBy(List<BatchListener> notified, Consumer<BatchListener> notification) {
            List<Throwable> thrown = List.of();
            for (int i = 0; i < notified.size(); i++) {
                try {
                    notification.accept(notified.get(i));
                } catch (Throwable one) {
                    thrown = thrown.isEmpty() ? new ArrayList<>() : thrown;
                    thrown.add(one);
                }
            }
            return thrown;
        }
    }
}
