package io.github.batch4j;

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

    /** Tells of a call that is about to be made, if somebody listens. */
    void announce(BatchCall call, @Nullable CoroutineKind coroutineKind) {
        if (listener != null) {
            call.announce(new CallRecord(listener, call.batch, call.step, started, coroutineKind));
        }
    }

    /** Lets more listeners hear of the batches that are sent from now on. */
    void add(BatchListener... more) {
        if (more.length > 0) {
            if (listener == null) {
                started = System.nanoTime();
            }
            listener = CompositeListener.plus(listener, more);
        }
    }

    /** Lets listeners hear no more. */
    void remove(BatchListener... gone) {
        if (gone.length > 0) {
            listener = CompositeListener.minus(listener, gone);
        }
    }
}
