package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** Who hears of the batches of an execution. */
final class Audience {

    private @Nullable BatchListener listener;

    /** When the execution began; zero if nobody has listened so far, which spares the look at the clock. */
    private long started;

    Audience(@Nullable BatchListener listener) {
        this.listener = listener;
        this.started = listener == null ? 0 : System.nanoTime();
    }

    /** The same listeners, for an execution amid another one. */
    Audience(Audience around) {
        this.listener = around.listener;
        this.started = around.started;
    }

    /** Tells of a call that is about to be made, if somebody listens. */
    void announce(BatchCall call, @Nullable BodyCarrier bodyCarrier) {
        if (listener != null) {
            call.announce(new CallNotice(listener, call.batch, call.step, started, bodyCarrier));
        }
    }

    /** Lets more listeners hear of the batches that are sent from now on. */
    void add(BatchListener... more) {
        if (more.length > 0) {
            if (listener == null) {
                started = System.nanoTime();
            }
            listener = Listeners.plus(listener, more);
        }
    }

    /** Lets listeners hear no more. */
    void remove(BatchListener... gone) {
        if (gone.length > 0) {
            listener = Listeners.minus(listener, gone);
        }
    }
}
