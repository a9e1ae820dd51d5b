package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** What an execution has still to start, and to give out. */
final class RunQueue {

    /** The top of the stack of frames with children that are not yet started. */
    FanOut.@Nullable FanOutFrame starting;

    /** The head of the queue of outcomes that are not yet given out. */
    @Nullable
    Delivery delivering;

    private @Nullable Delivery last;

    /** From now on, start the children of a frame. */
    void start(FanOut.FanOutFrame frame) {
        frame.below = starting;
        starting = frame;
    }

    /** From now on, give out an outcome. */
    void deliver(Delivery delivery) {
        if (delivering == null) {
            delivering = delivery;
        } else {
            Casts.castNonNull(last).next = delivery;
        }
        last = delivery;
    }

    void startChildren(Engine engine, FanOut.FanOutFrame topmost) {
        if (topmost.unstarted() > 0) {
            topmost.startChildren(engine);
        } else {
            starting = topmost.below;
        }
    }

    void deliverNext(Engine engine, Delivery first) {
        if (first.undelivered() > 0) {
            first.deliver(engine);
        } else {
            delivering = first.next;
        }
    }

    /** How many more operations may come before something is sent: a guess, to make room at once. */
    int expected() {
        if (starting != null) {
            return starting.unstarted();
        }
        return delivering == null ? 0 : delivering.undelivered();
    }

    /**
     * What the calls further out have on their runQueue.
     *
     * <p>A call from inside goes on with all of it, so that whatever can be asked is asked together. But if there are
     * functions in it that call again, each goes one call deeper. From some depth on a call therefore looks only after
     * itself, and takes up the rest if it cannot do without.
     */
    record Saved(
            FanOut.@Nullable FanOutFrame starting,
            @Nullable Delivery delivering,
            @Nullable Delivery last) {}

    Saved save() {
        Saved saved = new Saved(starting, delivering, last);
        starting = null;
        delivering = null;
        return saved;
    }

    void restore(Saved saved) {
        starting = saved.starting;
        delivering = saved.delivering;
        last = saved.last;
    }

    /** An outcome that several wait for, given out one at a time so that each moves on before the next one gets it. */
    abstract static class Delivery {

        /** The one behind it in the engine's queue. */
        @Nullable
        Delivery next;

        /** How many still wait. */
        abstract int undelivered();

        /** Resumes waiters until one of them has given the engine something to do, or all are resumed. */
        abstract void deliver(Engine engine);
    }
}
