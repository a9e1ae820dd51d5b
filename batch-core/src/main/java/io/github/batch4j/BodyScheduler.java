package io.github.batch4j;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of the bodies of an execution: the queues of those that are ready to run and of those that have stopped.
 *
 * <p>Bodies run when nothing else can move, one after the other until none is ready; only then does the engine start
 * what they have stopped for. So a coroutine can hand over to the next one without asking the engine, and all functions
 * but the bodies themselves run on the calling thread.
 */
final class BodyScheduler implements Coroutine.Host {

    /** The deepest nest of bodies that hold a platform thread each; plain recursion ends at about as many calls. */
    private static final int DEEPEST_ON_THREADS = 5_000;

    /** The deepest nest of bodies that are objects on the heap, of a kilobyte or two each. */
    private static final int DEEPEST_ON_HEAP = 300_000;

    private final Engine engine;
    private final CoroutineKind kind;
    private final Coroutine.Factory coroutines;
    private final @Nullable ContextLookup<ThreadContext.Snapshot> contexts;
    private final ArrayDeque<BodyFrame> ready = new ArrayDeque<>();
    private final Admission admission;
    private final ArrayDeque<BodyFrame> stopped = new ArrayDeque<>();
    private @Nullable BodyFrame running;

    /** The body that has stopped last. */
    private @Nullable BodyFrame last;

    BodyScheduler(Engine engine) {
        ThreadContext.Snapshot context = engine.context();
        this.engine = engine;
        this.admission = new Admission(engine.executor().maxBodies());
        this.contexts = context == null ? null : new ContextLookup<>(Frame::context, context);
        Coroutine.Provider chosen = Coroutines.forCaller();
        this.kind = chosen.kind();
        this.coroutines = chosen.factory(this);
    }

    /** The kind of coroutine of this execution. */
    CoroutineKind kind() {
        return kind;
    }

    /**
     * The largest number of bodies that may wait for each other. One that starts itself would go on until memory ends;
     * the limit is far beyond what a program that ends has been seen to need.
     */
    int deepest() {
        return kind == CoroutineKind.PLATFORM_THREAD ? DEEPEST_ON_THREADS : DEEPEST_ON_HEAP;
    }

    /** True if bodies run on the calling thread, so that what they bind to it is unbound when they stop. */
    boolean isOnCallingThread() {
        return coroutines.isCallingThread();
    }

    Coroutine coroutine(BodyFrame body) {
        return coroutines.coroutine(body);
    }

    Engine engine() {
        return engine;
    }

    /** The context snapshot that a body below a frame begins with; null if there is no context. */
    ThreadContext.@Nullable Snapshot contextBelow(Frame parent) {
        if (contexts == null) {
            return null;
        }
        ThreadContext.Snapshot context = contexts.below(parent);
        Partitions partitions = engine.partitions();
        return partitions == null ? context : partitions.around(context, parent);
    }

    /** The body that runs now, null if none does. */
    @Nullable
    BodyFrame running() {
        return running;
    }

    /** Queues a body that can begin or go on. */
    void ready(BodyFrame body) {
        ready.add(body);
    }

    boolean isReady() {
        return !ready.isEmpty() || admission.hasNext();
    }

    /** The bodies that are held back because too many have begun. */
    Admission admission() {
        return admission;
    }

    private @Nullable BodyFrame poll() {
        BodyFrame next;
        while ((next = ready.poll()) != null) {
            if (next.isAdmitted() || admission.admit(next)) {
                return next;
            }
        }
        return admission.next();
    }

    /** Takes out the coroutine of the next body to run; null if none is ready. */
    @Override
    public @Nullable Coroutine next() {
        BodyFrame next;
        while ((next = poll()) != null) {
            running = next;
            try {
                return next.coroutine();
            } catch (Throwable noCoroutine) {
                startFailed(noCoroutine);
            }
        }
        return null;
    }

    @Override
    public void stopped(Coroutine.Task task) {
        BodyFrame body = (BodyFrame) task;
        stopped.add(body);
        if (body.isDone()) {
            admission.ended();
        }
    }

    @Override
    public void goesOn(Coroutine.Task task) {
        stopped.removeLastOccurrence(task); // a body that could not begin may have come after it
        running = (BodyFrame) task;
    }

    @Override
    public void notYet(Coroutine.Task next) {
        ready.addFirst((BodyFrame) next);
    }

    @Override
    public void startFailed(Throwable failure) {
        BodyFrame body = Casts.castNonNull(running);
        body.end(failure);
        stopped(body);
    }

    @Override
    public boolean shouldStop() {
        return engine.deadlines().shouldStop();
    }

    @Override
    public boolean expire() {
        return engine.deadlines().expire();
    }

    @Override
    public void park(Object blocker) {
        engine.deadlines().park(blocker);
    }

    boolean hasStopped() {
        return !stopped.isEmpty();
    }

    /** Tells the engine what the body that stopped first has stopped for. */
    void takeStopped() {
        stopped.remove().report(engine);
    }

    /** Runs the first body that is ready, and maybe more. */
    void run() {
        BodyFrame first = poll();
        if (first == null) {
            return; // all that were ready are held back
        }
        run(first);
        engine.deadlines()
                .check(
                        () -> "while the body of " + Casts.castNonNull(last).name() + " ran",
                        () -> Casts.castNonNull(last).failedAt());
    }

    /** Runs a body until it stops. */
    void run(BodyFrame body) {
        BodyFrame before = running;
        running = body;
        try {
            body.coroutine().resume();
        } catch (Throwable noCoroutine) {
            if (body.hasBegun()) {
                throw noCoroutine;
            }
            startFailed(noCoroutine);
        } finally {
            last = running;
            running = before;
        }
    }

    /** Drops all queues: from now on bodies are only closed. */
    void close() {
        ready.clear();
        admission.clear();
        stopped.clear();
    }

    /**
     * Bodies that are held back before they begin, since as many have begun and not ended as are allowed: a body that waits
     * holds memory, and on some carriers a thread.
     *
     * <p>A body that is held may be what others wait for, so none is held for good: when nothing else can move, and there
     * is no full batch that could be sent, more are let in. And those come first that have come last: the bodies that are
     * below another one have to end before that one can.
     */
    static final class Admission {

        private final int most;
        private final ArrayDeque<BodyFrame> held = new ArrayDeque<>(1);

        /** Held in this turn, in their order. */
        private final ArrayDeque<BodyFrame> heldNow = new ArrayDeque<>(1);

        /** The number of bodies that have begun and not ended. */
        private int begun;

        private boolean uneven;

        /** The number of bodies that may still begin above the limit. */
        private int letIn;

        /**
         * Makes the admission of an execution.
         *
         * @param most how many bodies may have begun and not ended, as long as others can go on with that
         */
        Admission(int most) {
            this.most = most;
        }

        int most() {
            return most;
        }

        /** Lets a body begin or holds it. */
        boolean admit(BodyFrame body) {
            if (!isOpen()) {
                heldNow.add(body);
                uneven = true;
                return false;
            }
            if (++begun > most) {
                letIn--;
            }
            body.admit();
            return true;
        }

        /** Notes that a body has ended which had begun. */
        void ended() {
            begun--;
            if (begun == 0 && !isHolding()) {
                uneven = false;
            }
        }

        private boolean isOpen() {
            return begun < most || letIn > 0;
        }

        /** The next of those that were held which may begin now; null if there is none. Ends the turn. */
        @Nullable
        BodyFrame next() {
            while (!heldNow.isEmpty()) {
                held.addFirst(heldNow.removeLast());
            }
            if (held.isEmpty()) {
                letIn = 0;
                return null;
            }
            if (!isOpen()) {
                return null;
            }
            BodyFrame next = held.remove();
            admit(next);
            return next;
        }

        boolean hasNext() {
            return isOpen() && isHolding();
        }

        /** Tells if a body is held. */
        boolean isHolding() {
            return !held.isEmpty() || !heldNow.isEmpty();
        }

        /** Tells if a body is or was held: some may be further on than others. */
        boolean isUneven() {
            return uneven;
        }

        /** Lets as many more begin as are allowed in all: without them nothing goes on. */
        void letIn() {
            letIn = most;
        }

        void clear() {
            held.clear();
            heldNow.clear();
        }
    }
}
