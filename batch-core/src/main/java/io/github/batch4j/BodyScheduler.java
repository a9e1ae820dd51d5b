package io.github.batch4j;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of the bodies of an execution, with a queue of ready bodies and one of stopped bodies.
 *
 * <p>Bodies run when nothing else can move, one after the other until none is ready; only then does the engine start
 * the generators that they have yielded. A coroutine can therefore hand over to the next one without the engine, and
 * all functions except the bodies run on the calling thread.
 */
final class BodyScheduler extends Coroutine.Host {

    /** The maximum depth of bodies on platform threads; plain recursion ends at about as many calls. */
    private static final int DEEPEST_ON_THREADS = 5_000;

    /** The maximum depth of bodies on the heap, of one or two kilobytes each. */
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
        Coroutine.Provider chosen = Coroutines.forCaller(engine.executor().coroutines());
        this.kind = chosen.kind();
        this.coroutines = chosen.factory(this);
    }

    /** The kind of coroutine of this execution. */
    CoroutineKind kind() {
        return kind;
    }

    /**
     * The maximum number of bodies that may wait for each other. Without it, endless recursion would exhaust memory;
     * the limit is far beyond the needs of programs that terminate.
     */
    int deepest() {
        return kind == CoroutineKind.PLATFORM_THREAD ? DEEPEST_ON_THREADS : DEEPEST_ON_HEAP;
    }

    /** True if bodies run on the calling thread, so that values bound to it are unbound when they stop. */
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

    /** The body that is running; null if none is. */
    @Nullable
    BodyFrame running() {
        return running;
    }

    /** Queues a body that can be started or resumed. */
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
    @Nullable
    Coroutine next() {
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
    void stopped(Coroutine.Task task) {
        BodyFrame body = (BodyFrame) task;
        body.stop();
        stopped.add(body);
        if (body.isDone()) {
            admission.ended();
        }
    }

    @Override
    void goesOn(Coroutine.Task task) {
        stopped.removeLastOccurrence(task); // a body that could not begin may have come after it
        BodyFrame body = (BodyFrame) task;
        body.goOn();
        running = body;
    }

    @Override
    void notYet(Coroutine.Task next) {
        ready.addFirst((BodyFrame) next);
    }

    @Override
    void startFailed(Throwable failure) {
        BodyFrame body = Casts.castNonNull(running);
        body.end(failure);
        stopped(body);
    }

    @Override
    boolean shouldStop() {
        return engine.deadlines().shouldStop();
    }

    @Override
    boolean expire() {
        return engine.deadlines().expire();
    }

    @Override
    void park(Object blocker) {
        engine.deadlines().park(blocker);
    }

    boolean hasStopped() {
        return !stopped.isEmpty();
    }

    /** Lets the body that has stopped first report to the engine. */
    void takeStopped() {
        stopped.remove().report(engine);
    }

    /** Runs the first body that is ready; its coroutine may run further ones. */
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
     * The limit on the number of bodies that have begun and not ended, with the bodies held back by it. A waiting body
     * holds memory and, on some kinds of coroutine, a thread.
     *
     * <p>The limit is soft, because others may wait for a held body: when nothing else can move and no full batch could
     * be sent, more bodies are admitted. The newest are admitted first, since the bodies below another one have to end
     * before that one can.
     */
    static final class Admission {

        private final int most;
        private final ArrayDeque<BodyFrame> held = new ArrayDeque<>(1);

        /** The bodies held in the current turn, in their order. */
        private final ArrayDeque<BodyFrame> heldNow = new ArrayDeque<>(1);

        /** The number of bodies that have begun and not ended. */
        private int begun;

        private boolean uneven;

        /** The number of bodies that may still begin above the limit. */
        private int extra;

        /**
         * Makes the admission of an execution.
         *
         * @param most the soft limit on bodies that have begun and not ended
         */
        Admission(int most) {
            this.most = most;
        }

        int most() {
            return most;
        }

        /** Admits a body or holds it back. */
        boolean admit(BodyFrame body) {
            if (!isOpen()) {
                heldNow.add(body);
                uneven = true;
                return false;
            }
            if (++begun > most) {
                extra--;
            }
            body.admit();
            return true;
        }

        /** Records the end of a body that had begun. */
        void ended() {
            begun--;
            if (begun == 0 && !isHolding()) {
                uneven = false;
            }
        }

        private boolean isOpen() {
            return begun < most || extra > 0;
        }

        /** Admits the next held body and returns it; null if none may begin. Ends the turn. */
        @Nullable
        BodyFrame next() {
            while (!heldNow.isEmpty()) {
                held.addFirst(heldNow.removeLast());
            }
            if (held.isEmpty()) {
                extra = 0;
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

        /** True if a body is held. */
        boolean isHolding() {
            return !held.isEmpty() || !heldNow.isEmpty();
        }

        /** True if a body is or was held, so that some may have waited for more batches than others. */
        boolean isUneven() {
            return uneven;
        }

        /** Allows as many bodies again to begin, because nothing can move without them. */
        void raiseLimit() {
            extra = most;
        }

        void clear() {
            held.clear();
            heldNow.clear();
        }
    }
}
