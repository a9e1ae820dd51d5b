package io.github.batch4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plain-code body, and the two sides of it: a frame for the engine, a scope for the body.
 *
 * <p>The body runs in a {@link Coroutine}. While it runs the engine waits, and while the engine runs the body waits, so
 * the fields need no lock: whatever carries bodies makes what one side wrote visible to the other.
 */
final class BodyFrame extends Frame.Inner implements BatchScope, OpenFrames.OpenFrame, Runnable {

    private static final int REFUSALS = 100;

    private final BodyScheduler bodies;
    private final EngineGenerator.Body<?> generator;

    /** The number of bodies above: those that wait for this one, directly or through others. */
    private final int depth;

    private OpenFrames.@Nullable Place place;

    /** Made when the body begins. */
    private @Nullable Coroutine coroutine;

    /** What the body begins with, and while it waits, what it has bound: those that it starts begin with that. */
    private ThreadContext.@Nullable Snapshot context;

    /** The partition in which it has yielded; null if there are none. */
    private @Nullable Object partition;

    /** The time for which something is bound to its thread, if anything is. */
    private ThreadContext.@Nullable Scope scope;

    /** The level at which it began or went on, see {@link Engine#level}. */
    private int level;

    /** Set when it may run; it is in {@link Admission}'s count until it has ended. */
    private boolean admitted;

    private boolean begun;
    private boolean closing;
    private boolean done;

    /** How often the body has yielded while it was closed. */
    private byte refused;

    /** What the body waits for; null when it has ended. */
    private @Nullable BatchGenerator<?> asked;

    /** What the body goes on with, a result or a {@link Failure}; when it has ended, its own result. */
    private @Nullable Object answer;

    /** What was thrown at the last yield that failed. */
    private @Nullable Throwable thrown;

    /** What the body has ended with, if that is no result. */
    private @Nullable Throwable ended;

    BodyFrame(Engine engine, Frame parent, int slot, EngineGenerator.Body<?> generator) {
        super(parent, slot);
        this.bodies = engine.bodies();
        this.generator = generator;
        BodyFrame outer = NestingLimit.bodyAbove(parent);
        this.depth = outer == null ? 0 : outer.depth + 1;
    }

    void start() {
        int most = NestingLimit.bodies(bodies.kind());
        if (depth > most) {
            thrown(bodies.engine(), 0, NestingLimit.tooDeep(generator, "bodies", most));
            return;
        }
        level = bodies.engine().level();
        place = bodies.engine().open().add(this);
        context = bodies.contextBelow(parent);
        bodies.ready(this);
    }

    Coroutine coroutine() {
        if (coroutine == null) {
            coroutine = bodies.factory().coroutine(this);
        }
        return coroutine;
    }

    void admit() {
        admitted = true;
    }

    boolean isAdmitted() {
        return admitted;
    }

    boolean isDone() {
        return done;
    }

    /** The lines at which the body failed; empty if it has not, or with what comes from elsewhere. */
    List<String> failedAt() {
        return ended == null ? List.of() : BodyStackTrace.inBody(ended.getStackTrace());
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether the caller is the body itself. */
    boolean isInside() {
        return coroutine != null && coroutine.isInside();
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        answer = value;
        level = engine.level();
        bodies.ready(this);
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        answer = failure;
        level = engine.level();
        bodies.ready(this);
    }

    /** Tells the engine what the body has stopped for. */
    void report(Engine engine) {
        engine.goOnAt(level);
        if (asked != null) {
            engine.start(asked, this, 0);
            return;
        }
        engine.open().remove(place);
        if (ended == null) {
            engine.resume(parent, slot, answer);
        } else if (ended == thrown) {
            engine.fail(parent, slot, Failure.of(ended));
        } else {
            thrown(engine, 0, ended);
        }
    }

    BodyScheduler bodies() {
        return bodies;
    }

    /** Called by the carrier when the body has been suspended or has ended. */
    void stopped() {
        bodies.stopped(this);
    }

    /** Ends a body that could not begin, or not go on. */
    void failed(Throwable noCoroutine) {
        ended = noCoroutine;
        done = true;
        asked = null;
        stopped();
    }

    @Override
    public void close() {
        if (!done) {
            if (coroutine == null) {
                return;
            }
            closing = true;
            answer = Failure.of(new CancellationException("the execution ended while this generator was waiting"));
            bodies.run(this);
        }
        if (ended != null && !isBecauseOfTheEnd(ended)) {
            throw Throwables.unchecked(ended);
        }
    }

    /** Whether the body has only ended with what it was told to end by. */
    private boolean isBecauseOfTheEnd(Throwable ended) {
        return closing ? ended == thrown : ended instanceof InterruptedException;
    }

    /** The whole of the body, called by its carrier. */
    @Override
    public void run() {
        begun = true;
        try {
            answer = context == null ? generator.body().run(this) : runBound(context);
        } catch (Throwable failure) {
            ended = Throwables.declared(failure);
            if (bodies.factory().isCallingThread()) {
                Throwables.keepInterrupt(ended);
            }
        }
        done = true;
        asked = null;
    }

    private @Nullable Object runBound(ThreadContext.Snapshot context) throws Exception {
        scope = context.bind();
        Object result;
        try {
            result = generator.body().run(this);
        } catch (Throwable failure) {
            try {
                unbind();
            } catch (Throwable another) {
                Throwables.attach(Throwables.declared(failure), List.of(another));
            }
            throw failure;
        }
        unbind();
        return result;
    }

    private void unbind() {
        ThreadContext.Scope bound = scope;
        scope = null;
        if (bound != null) {
            bound.close();
        }
    }

    @Override
    public <T extends @Nullable Object> T yield(BatchGenerator<T> generator) {
        Arguments.notNull(generator, "BatchScope.yield", "a generator");
        checkAllowed();
        noteContext(generator);
        ThreadContext.Snapshot own = bodies.factory().isCallingThread() ? context : null;
        Object received = own == null ? await(generator) : awaitUnbound(generator, own);
        if (received instanceof Failure failure) {
            throw failed(failure);
        }
        return Casts.result(received);
    }

    private void checkAllowed() {
        if (!isInside()) {
            throw new IllegalStateException("BatchScope of " + name() + " used on "
                    + Thread.currentThread().getName()
                    + ", where its body does not run; a scope belongs to its body: do not hand it to other threads or"
                    + " keep it when the body has ended");
        }
        if (closing) {
            throw refused();
        }
        if (scope != null) {
            scope.beforeYield();
        }
        coroutine().beforeSuspend();
    }

    /** An error, in the end, for code that catches exceptions and tries again for ever. */
    private IllegalStateException refused() {
        String message = "nothing can be yielded any more in " + name()
                + ": the execution has ended and this generator is being closed";
        if (++refused > REFUSALS) {
            throw new Error(message + ", but it has tried to " + refused + " times");
        }
        return new IllegalStateException(message);
    }

    /** Takes down what the body has bound, if anybody needs it: others on the same thread, or bodies that it starts. */
    private void noteContext(BatchGenerator<?> generator) {
        if (context != null && (bodies.factory().isCallingThread() || generator instanceof EngineGenerator)) {
            context = bodies.engine().executor().captureContext();
        }
        Partitions partitions = bodies.engine().partitions();
        if (partitions != null) {
            partition = partitions.current();
        }
    }

    /** Waits while what the body has bound to the calling thread is not there. */
    private @Nullable Object awaitUnbound(BatchGenerator<?> generator, ThreadContext.Snapshot own) {
        unbind();
        Object received;
        try {
            received = await(generator);
        } catch (Throwable failure) {
            received = Failure.of(failure);
        }
        try {
            scope = own.bind();
        } catch (Throwable failure) {
            if (received instanceof Failure another) {
                Throwables.attach(failure, List.of(another.shown()));
            }
            throw failure;
        }
        return received;
    }

    /** Waits for what the body goes on with. */
    private @Nullable Object await(BatchGenerator<?> generator) {
        asked = generator;
        if (!coroutine().suspend(generator)) {
            return bodies.engine().run(generator, context, partition);
        }
        Object received = answer;
        answer = null;
        return received;
    }

    /** The failure as it is thrown at the yield. */
    private RuntimeException failed(Failure failed) {
        BodyStackTrace.waiting().forEach(failed::passed);
        thrown = failed.shown();
        return Throwables.unchecked(thrown);
    }

    /** {@link BatchExecutor#execute} called by the body, or by something that it calls: a yield. */
    <T extends @Nullable Object> T execute(
            BatchGenerator<T> generator, @Nullable Duration timeout, BatchListener... listeners) {
        Engine engine = bodies.engine();
        engine.listeners().add(listeners);
        Deadlines.Deadline limit = engine.limits().add(timeout);
        try {
            T result = this.yield(generator);
            if (limit != null && engine.limits().expire()) {
                throw engine.limits().tooLate(null);
            }
            return result;
        } catch (RuntimeException | Error failure) {
            if (limit != null && engine.limits().expire()) {
                throw engine.limits().tooLate(Throwables.declared(failure));
            }
            throw failure;
        } finally {
            engine.limits().remove(limit);
            engine.listeners().remove(listeners);
        }
    }

    /** What the user has written. */
    Object code() {
        return generator.code();
    }

    String name() {
        return Names.of(generator.code());
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
    String describe(int child) {
        return "body (" + name() + ")";
    }
}
