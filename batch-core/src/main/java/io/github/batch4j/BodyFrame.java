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

    private final Engine engine;
    private final Bodies bodies;
    private final BatchBody<?> body;
    private final Object code;
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

    /** What the body goes on with. */
    private @Nullable Object answer;

    private @Nullable Failure failure;

    /** What was thrown at the last yield, and the exception it was wrapped in to be thrown there. */
    private @Nullable Throwable thrown;

    private @Nullable Throwable wrapped;

    private @Nullable Object result;
    private @Nullable Throwable ended;

    BodyFrame(Engine engine, Frame parent, int slot, BatchBody<?> body, Object code) {
        super(parent, slot);
        this.engine = engine;
        this.bodies = engine.bodies();
        this.body = body;
        this.code = code;
    }

    void start() {
        place = engine.open().add(this);
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
        this.failure = failure;
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
            engine.resume(parent, slot, result);
        } else if (ended == thrown) {
            engine.fail(parent, slot, Failure.of(ended));
        } else {
            thrown(engine, 0, ended);
        }
    }

    /** Ends a body that could not begin, or not go on. */
    void failed(Throwable noCoroutine) {
        ended = noCoroutine;
        end();
    }

    private void end() {
        done = true;
        asked = null;
        bodies.stopped(this);
    }

    @Override
    public void close() {
        if (coroutine == null || done) {
            return;
        }
        closing = true;
        failure = Failure.of(new CancellationException("the execution ended while this generator was waiting"));
        bodies.run(this);
        if (ended != null && ended != thrown) {
            throw Throwables.unchecked(ended);
        }
    }

    /** The whole of the body, called by its carrier. */
    @Override
    public void run() {
        try {
            scope = context == null ? null : context.bind();
            try {
                result = body.run(this);
            } finally {
                unbind();
            }
        } catch (Throwable failure) {
            ended = failure == wrapped ? thrown : failure;
        }
        if (bodies.carrier().isCallingThread()) {
            Sender.keepInterrupt(ended);
        }
        end();
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
            return Casts.result(engine.run(generator));
        }
        if (failure != null) {
            throw failed(failure);
        }
        Object received = answer;
        answer = null;
        return Casts.result(received);
    }

    /** Takes down what the body has bound, if anybody needs it: others on the same thread, or bodies that it starts. */
    private void noteContext(BatchGenerator<?> generator) {
        if (context != null && (bodies.carrier().isCallingThread() || generator instanceof Pipeline)) {
            context = engine.executor().captureContext();
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
        bodies.stopped(this);
        boolean suspended = coroutine().suspend(generator);
        if (!suspended) {
            bodies.goesOn();
        }
        if (own != null) {
            scope = own.bind();
        }
        return suspended;
    }

    /** The failure as it is thrown at the yield. */
    private RuntimeException failed(Failure failed) {
        failure = null;
        BodyLines.waiting().forEach(failed::passed);
        thrown = failed.shown();
        wrapped = thrown;
        RuntimeException unchecked = Throwables.unchecked(thrown);
        wrapped = unchecked;
        return unchecked;
    }

    /** {@link BatchExecutor#execute} called by the body, or by something that it calls: a yield. */
    <T extends @Nullable Object> T execute(
            BatchGenerator<T> generator, @Nullable Duration timeout, BatchListener... listeners) {
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
        return code;
    }

    String name() {
        return Names.of(code);
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
