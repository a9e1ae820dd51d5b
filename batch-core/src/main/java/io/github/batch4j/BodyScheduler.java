package io.github.batch4j;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of plain code in an execution: those that are ready to run, and those that have run and stopped.
 *
 * <p>BodyScheduler run when nothing else can move, one after the other until none is ready; only then is looked at what they
 * have stopped for. So whatever they run on can go from one to the next without a look at the engine, and all functions
 * but the bodies themselves run on the calling thread.
 */
final class BodyScheduler {

    private final Engine engine;
    private final CoroutineKind kind;
    private final Coroutine.Factory factory;
    private final @Nullable ContextLookup<ThreadContext.Snapshot> lookup;
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
        this.lookup = context == null ? null : new ContextLookup<>(Frame::context, context);
        Coroutine.Factory.Kind chosen = Coroutines.forCaller();
        this.kind = chosen.is();
        this.factory = chosen.factory(this);
    }

    Coroutine.Factory factory() {
        return factory;
    }

    /** The kind of coroutine of this execution. */
    CoroutineKind kind() {
        return kind;
    }

    Engine engine() {
        return engine;
    }

    Deadlines limits() {
        return engine.limits();
    }

    /** What a body below a frame begins with; null if nobody cares. */
    ThreadContext.@Nullable Snapshot contextBelow(Frame parent) {
        if (lookup == null) {
            return null;
        }
        ThreadContext.Snapshot context = lookup.below(parent);
        Partitions partitions = engine.partitions();
        return partitions == null ? context : partitions.around(context, parent);
    }

    /** The body that runs now, null if none does. */
    @Nullable
    BodyFrame running() {
        return running;
    }

    /** Lets a body run when its turn comes. */
    void ready(BodyFrame body) {
        ready.add(body);
    }

    boolean isReady() {
        return !ready.isEmpty() || admission.hasNext();
    }

    /** The bodies that have not begun since there are too many. */
    Admission admission() {
        return admission;
    }

    /** Takes out the next body to run, null if none is ready. */
    private @Nullable BodyFrame poll() {
        BodyFrame next;
        while ((next = ready.poll()) != null) {
            if (next.isAdmitted() || admission.admit(next)) {
                return next;
            }
        }
        return admission.next();
    }

    /** The coroutine of the next body to run, null if none is ready. */
    @Nullable
    Coroutine next() {
        BodyFrame next;
        while ((next = poll()) != null) {
            running = next;
            try {
                return next.coroutine();
            } catch (Throwable noCoroutine) {
                next.failed(noCoroutine);
            }
        }
        return null;
    }

    /** Notes that a body has stopped; called by its carrier. */
    void stopped(BodyFrame body) {
        stopped.add(body);
        if (body.isDone()) {
            admission.ended();
        }
    }

    /** Takes back that a body has stopped. */
    void goesOn(BodyFrame body) {
        stopped.removeLastOccurrence(body); // a body that could not begin may have come after it
        running = body;
    }

    /** Takes back that a body was the next to run. */
    void notYet(BodyFrame next) {
        ready.addFirst(next);
    }

    boolean hasStopped() {
        return !stopped.isEmpty();
    }

    /** Gives the engine what the first body has stopped for. */
    void takeStopped() {
        stopped.remove().report(engine);
    }

    /** Notes that the body which was to run could not. */
    void failed(Throwable failure) {
        Casts.castNonNull(running).failed(failure);
    }

    /** Runs the first body that is ready, and maybe more. */
    void run() {
        BodyFrame first = poll();
        if (first == null) {
            return; // all that were ready are held back
        }
        run(first);
        engine.limits()
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
            failed(noCoroutine);
        } finally {
            last = running;
            running = before;
        }
    }

    /** Forgets who was to run: from now on bodies are only closed. */
    void close() {
        ready.clear();
        admission.clear();
        stopped.clear();
    }
}
