package io.github.batch4j;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plain-code body, and the two sides of it: a frame for the engine, a scope for the body.
 *
 * <p>The body runs in a {@link Coroutine}. While it runs the engine waits, and while the engine runs the body waits, so
 * the fields need no lock: whatever carries bodies makes what one side wrote visible to the other.
 */
final class BodyFrame extends Frame.Inner implements BatchScope, OpenFrames.OpenFrame, Runnable {

    private final Bodies bodies;
    private final BodyGenerator<?> generator;
    private OpenFrames.@Nullable Place place;

    /** Made when the body begins. */
    private @Nullable Coroutine coroutine;

    /** What the body begins with, and while it waits, what it has bound: those that it starts begin with that. */
    private ThreadContext.@Nullable Snapshot context;

    /** The time for which something is bound to its thread, if anything is. */
    private ThreadContext.@Nullable Scope scope;

    private boolean closing;
    private boolean done;

    /** What the body waits for; null when it has ended. */
    private @Nullable BatchGenerator<?> asked;

    /** What the body goes on with, a result or a {@link Failure}; when it has ended, its own result. */
    private @Nullable Object answer;

    /** What was thrown at the last yield that failed. */
    private @Nullable Throwable thrown;

    /** What the body has ended with, if that is no result. */
    private @Nullable Throwable ended;

    BodyFrame(Engine engine, Frame parent, int slot, BodyGenerator<?> generator) {
        super(parent, slot);
        this.bodies = engine.bodies();
        this.generator = generator;
    }

    void start() {
        place = bodies.engine().open().add(this);
        context = bodies.contextBelow(parent);
        bodies.ready(this);
    }

    Coroutine coroutine() {
        if (coroutine == null) {
            coroutine = bodies.carrier().coroutine(this);
        }
        return coroutine;
    }

    /** Whether the caller is the body itself. */
    boolean isInside() {
        return coroutine != null && coroutine.isInside();
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        answer = value;
        bodies.ready(this);
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        answer = failure;
        bodies.ready(this);
    }

    /** Tells the engine what the body has stopped for. */
    void report(Engine engine) {
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

    /** Called by the carrier when the body has been suspended or has ended. */
    void stopped() {
        bodies.stopped(this);
    }

    /** The coroutine of the next body to run; null if none is ready, or the execution has to end. */
    @Nullable
    Coroutine next() {
        BodyFrame next = bodies.limits().areOver() ? null : bodies.next();
        return next == null ? null : next.coroutine();
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
        if (coroutine == null || done) {
            return;
        }
        closing = true;
        answer = Failure.of(new CancellationException("the execution ended while this generator was waiting"));
        bodies.run(this);
        if (ended != null && ended != thrown) {
            throw Throwables.unchecked(ended);
        }
    }

    /** The whole of the body, called by its carrier. */
    @Override
    public void run() {
        try {
            answer = context == null ? generator.body().run(this) : runBound(context);
        } catch (Throwable failure) {
            ended = Throwables.declared(failure);
            if (bodies.carrier().isCallingThread()) {
                Sender.keepInterrupt(ended);
            }
        }
        done = true;
        asked = null;
    }

    private @Nullable Object runBound(ThreadContext.Snapshot context) throws Exception {
        scope = context.bind();
        try {
            return generator.body().run(this);
        } finally {
            unbind();
        }
    }

    private void unbind() {
        if (scope != null) {
            scope.close();
        }
    }

    @Override
    public <T extends @Nullable Object> T yield(BatchGenerator<T> generator) {
        Arguments.notNull(generator, "BatchScope.yield", "a generator");
        if (!isInside()) {
            throw new IllegalStateException("BatchScope of " + name() + " used on "
                    + Thread.currentThread().getName()
                    + ", where its body does not run; a scope belongs to its body: do not hand it to other threads or"
                    + " keep it when the body has ended");
        }
        if (closing) {
            throw new IllegalStateException("nothing can be yielded any more in " + name()
                    + ": the execution has ended and this generator is being closed");
        }
        if (scope != null) {
            scope.beforeYield();
        }
        coroutine().beforeSuspend();
        noteContext(generator);
        if (!suspend(generator)) {
            return Casts.result(bodies.engine().run(generator));
        }
        Object received = answer;
        answer = null;
        if (received instanceof Failure failure) {
            throw failed(failure);
        }
        return Casts.result(received);
    }

    /** Takes down what the body has bound, if anybody needs it: others on the same thread, or bodies that it starts. */
    private void noteContext(BatchGenerator<?> generator) {
        if (context != null && (bodies.carrier().isCallingThread() || generator instanceof Pipeline)) {
            context = bodies.engine().executor().captureContext();
        }
    }

    /**
     * Suspends the body; what it has bound to the calling thread goes with it.
     *
     * @return whether that was possible
     */
    private boolean suspend(BatchGenerator<?> generator) {
        ThreadContext.Snapshot own = bodies.carrier().isCallingThread() ? context : null;
        if (own != null) {
            unbind();
        }
        asked = generator;
        boolean suspended = coroutine().suspend(generator);
        if (own != null) {
            scope = own.bind();
        }
        return suspended;
    }

    /** The failure as it is thrown at the yield. */
    private RuntimeException failed(Failure failed) {
        BodyLines.waiting().forEach(failed::passed);
        thrown = failed.shown();
        return Throwables.unchecked(thrown);
    }

    /** {@link BatchExecutor#execute} called by the body, or by something that it calls: a yield. */
    <T extends @Nullable Object> T execute(
            BatchGenerator<T> generator, @Nullable Duration timeout, BatchListener... listeners) {
        Engine engine = bodies.engine();
        engine.audience().add(listeners);
        TimeLimits.Limit limit = engine.limits().add(timeout);
        try {
            return this.yield(generator);
        } finally {
            engine.limits().remove(limit);
            engine.audience().remove(listeners);
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
    String describe(int child) {
        return "body (" + name() + ")";
    }
}
