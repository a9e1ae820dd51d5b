package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** The work that an execution still has to do: generators to start and outcomes to deliver. */
final class RunQueue {

    /** The top of the stack of frames with children that are not yet started. */
    FanOut.@Nullable FanOutFrame starting;

    /** The head of the queue of outcomes that are not yet delivered. */
    @Nullable
    Delivery delivering;

    private @Nullable Delivery last;

    /** Pushes a frame whose children are to be started. */
    void start(FanOut.FanOutFrame frame) {
        frame.below = starting;
        starting = frame;
    }

    /** Appends an outcome to be delivered. */
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

    /** The estimated number of operations still to come before the next send; used to size arrays. */
    int expected() {
        if (starting != null) {
            return starting.unstarted();
        }
        return delivering == null ? 0 : delivering.undelivered();
    }

    /**
     * The run queue of the outer calls, set aside.
     *
     * <p>A nested call usually runs the outer queue too, so that as many operations as possible share a batch. But
     * functions in that queue may nest further calls, each one call deeper. Beyond some depth a call therefore runs its
     * own work first, and the outer queue only when it is blocked on it.
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

    /** An outcome with several waiters, delivered one at a time: each moves on before the next one gets it. */
    abstract static class Delivery {

        /** The next delivery in the queue. */
        @Nullable
        Delivery next;

        /** The number of waiters that have not got the outcome. */
        abstract int undelivered();

        /** Resumes waiters until one of them has set the engine's next instruction, or all are resumed. */
        abstract void deliver(Engine engine);
    }
}
