package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a running generator that waits for its children. Used only by the thread that runs the engine. */
abstract class Frame extends Waiters.Waiter {

    /** The number of frames searched; chains may be much longer. */
    private static final int FAR = 1_000;

    /** The number of functions of a list that are counted: batches are compared again and again while they grow. */
    private static final int COUNTED = 200;

    /** The number of shared generators searched that wait for each other. */
    private static final int NESTED = 20;

    /** Takes the result of a child. As its last action it may set the engine's next instruction, but not run it. */
    abstract void resume(Engine engine, int child, @Nullable Object value);

    /** Takes the failure of a child, as {@link #resume} takes a result. */
    abstract void fail(Engine engine, int child, Failure failure);

    /** The name of this frame in traces: {@code flatMap (UserService)}. */
    abstract String describe(int child);

    /** The parent; null for a root, that is the frame of an execution, a layered batch or a shared generator. */
    @Nullable
    Frame above() {
        return null;
    }

    /** The frame that waits for this one, the first if there are several; null for an execution. */
    @Nullable
    Frame waiter() {
        return above();
    }

    /** Adds this frame to the places that a failure of a child has passed. */
    final void pass(Failure failure, int child) {
        if (failure.isTracing()) {
            failure.passed(describe(child));
        }
    }

    /** The places from this frame, which waits for a child, up to its root. */
    final List<String> places(int child) {
        List<String> places = new ArrayList<>();
        Frame frame = this;
        int slot = child;
        while (frame instanceof Inner inner && places.size() < GeneratorTrace.LONGEST) {
            places.add(inner.describe(slot));
            slot = inner.slotAbove(slot);
            frame = inner.parent;
        }
        places.add(frame.describe(slot));
        return places;
    }

    /** Counts the frames from this one to the outermost that waits for it, up to one more than a limit. */
    final int depth(int limit) {
        int depth = 0;
        for (Frame frame = this; frame != null && depth <= limit; frame = frame.waiter()) {
            depth++;
        }
        return depth;
    }

    /** The innermost frame of a class, starting at this one; null if there is none within some frames. */
    final <F extends Frame> @Nullable F innermost(Class<F> type, int steps) {
        Frame frame = this;
        for (int i = 0; frame != null && i < steps; i++) {
            if (type.isInstance(frame)) {
                return type.cast(frame);
            }
            frame = frame.waiter();
        }
        return null;
    }

    /** The function that gets the outcome of a child; null if none of the program's does, or for an unknown child. */
    @Nullable
    Object function(int child) {
        return null;
    }

    /** The call that this frame was made by, or has last made; null if that is not known. */
    @Nullable
    Caller caller() {
        return null;
    }

    @Override
    final @Nullable Caller asker() {
        Frame frame = this;
        for (int i = 0; frame != null && i < FAR; i++) {
            Caller caller = frame.caller();
            if (caller != null) {
                return caller;
            }
            frame = frame.waiter();
        }
        return null;
    }

    /** True if all it does with a result is to pass something on to the frame above. */
    boolean onlyPassesOn() {
        return false;
    }

    @Override
    final int expect(int slot, int answers, int count) {
        return expect(slot, answers, count, NESTED);
    }

    /** Expects answers, through as many shared generators that wait for each other. */
    final int expect(int slot, int answers, int count, int nested) {
        int movers = 0;
        int expected = answers;
        Frame frame = this;
        for (int i = 0; frame != null && i < FAR; i++) {
            if (frame instanceof FanOut.FanOutFrame list) {
                if (!list.expectChildren(expected, count)) {
                    return movers;
                }
                expected = 1;
            } else if (frame instanceof Operators.ThenOfChildren thens) {
                movers = thens.movers(slot, Math.min(answers, COUNTED)); // it is the first frame, if any
                expected = answers - movers;
                if (expected == 0 || (movers > 0 && answers > COUNTED)) {
                    return movers;
                }
            } else if (frame instanceof SharedFrame shared && nested > 0) {
                return movers + shared.expectOfWaiters(count, nested - 1);
            } else if (!frame.onlyPassesOn()) {
                return movers + 1;
            }
            frame = frame.above();
        }
        return movers + 1;
    }

    /** The context snapshot with which bodies below begin; null if it is that of the frames above. */
    ThreadContext.@Nullable Snapshot context() {
        return null;
    }

    /** The partition of the frames below; null if it is that of the frames above. */
    @Nullable
    Object partition() {
        return null;
    }

    /** A frame that passes its outcome on to the frame above it. */
    abstract static class Inner extends Frame {

        final Frame parent;
        final int slot;

        Inner(Frame parent, int slot) {
            this.parent = parent;
            this.slot = slot;
        }

        /** The slot in the parent. */
        int slotAbove(int child) {
            return slot;
        }

        @Override
        void fail(Engine engine, int child, Failure failure) {
            pass(failure, child);
            engine.fail(parent, slotAbove(child), failure);
        }

        /** Fails with an exception thrown by a function of this frame. */
        final void thrown(Engine engine, int child, Throwable thrown) {
            engine.fail(parent, slot, Failure.at(describe(child), thrown));
        }

        @Override
        final Frame above() {
            return parent;
        }
    }

    /** The frame of a call of {@code execute}, which gets the result of the generator given to it. */
    static final class Execution extends Frame {

        private final ThreadContext.@Nullable Snapshot context;
        private final @Nullable Object partition;
        private final @Nullable Caller caller;
        private boolean done;
        private @Nullable Object value;
        private @Nullable Throwable failure;

        Execution(ThreadContext.@Nullable Snapshot context, @Nullable Object partition, @Nullable Caller caller) {
            this.context = context;
            this.partition = partition;
            this.caller = caller;
        }

        boolean isDone() {
            return done;
        }

        @Nullable
        Throwable failure() {
            return failure;
        }

        @Nullable
        Object result() {
            if (failure != null) {
                throw Throwables.unchecked(failure);
            }
            return value;
        }

        @Override
        void resume(Engine engine, int child, @Nullable Object value) {
            this.value = value;
            this.done = true;
        }

        @Override
        void fail(Engine engine, int child, Failure failure) {
            pass(failure, child);
            this.failure = failure.shown();
            this.done = true;
        }

        @Override
        ThreadContext.@Nullable Snapshot context() {
            return context;
        }

        @Override
        @Nullable
        Object partition() {
            return partition;
        }

        @Override
        @Nullable
        Caller caller() {
            return caller;
        }

        @Override
        String describe(int child) {
            return "execute";
        }
    }
}
