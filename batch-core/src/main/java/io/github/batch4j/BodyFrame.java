package io.github.batch4j;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plain-code body, and the two sides of it: a frame for the engine, a scope for the body.
 *
 * <p>The body runs in a {@link Coroutine}. While it runs the engine waits, and while the engine runs the body waits, so
 * the fields need no lock: the coroutine's hand-over makes what one side wrote visible to the other.
 */
final class BodyFrame extends Frame.Inner implements BatchScope, OpenFrames.OpenFrame {

    private static final ThreadLocal<@Nullable BodyFrame> CURRENT = new ThreadLocal<>();

    /** How many lines of a body's stack are shown in a failure: the yield and who called it. */
    private static final int LINES = 8;

    private static final Set<String> OWN = Set.of(
            BodyFrame.class.getName(),
            BatchScope.class.getName(),
            BatchExecutor.class.getName(),
            ConfinedBatchExecutor.class.getName());

    private final Engine engine;
    private final BatchBody<?> body;
    private final Coroutine coroutine;
    private OpenFrames.@Nullable Place place;
    private boolean closing;

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

    BodyFrame(Engine engine, Frame parent, int slot, BatchBody<?> body) {
        super(parent, slot);
        this.engine = engine;
        this.body = body;
        this.coroutine = Coroutine.of(this::runBody);
    }

    /** The body that runs on this thread. */
    static @Nullable BodyFrame current() {
        return CURRENT.get();
    }

    boolean isRunBy(BatchExecutor executor) {
        return engine.executor() == executor;
    }

    void start() {
        place = engine.open().add(this);
        advance();
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        answer = value;
        advance();
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        this.failure = failure;
        advance();
    }

    /** Runs the body until it yields or ends. */
    private void advance() {
        asked = null;
        try {
            coroutine.resume();
        } catch (Throwable noThread) {
            ended = noThread;
        }
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

    @Override
    public void close() {
        closing = true;
        failure = Failure.of(new CancellationException("the execution ended while this generator was waiting"));
        coroutine.resume();
        if (ended != null && ended != thrown) {
            throw Throwables.unchecked(ended);
        }
    }

    private void runBody() {
        CURRENT.set(this);
        try {
            result = body.run(this);
        } catch (Throwable failure) {
            ended = failure == wrapped ? thrown : failure;
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public <T extends @Nullable Object> T yield(BatchGenerator<T> generator) {
        Arguments.notNull(generator, "BatchScope.yield", "a generator");
        if (CURRENT.get() != this) {
            throw new IllegalStateException("BatchScope of " + Names.of(body) + " used on "
                    + Thread.currentThread().getName()
                    + ", where its body does not run; a scope belongs to its body: do not hand it to other threads or"
                    + " keep it when the body has ended");
        }
        if (closing) {
            throw new IllegalStateException("nothing can be yielded any more in " + Names.of(body)
                    + ": the execution has ended and this generator is being closed");
        }
        asked = generator;
        coroutine.suspend();
        if (failure != null) {
            throw failed(failure);
        }
        Object received = answer;
        answer = null;
        return Casts.result(received);
    }

    /** The failure as it is thrown at the yield. */
    private RuntimeException failed(Failure failed) {
        failure = null;
        lines().forEach(failed::passed);
        thrown = failed.shown();
        wrapped = thrown;
        RuntimeException unchecked = Throwables.unchecked(thrown);
        wrapped = unchecked;
        return unchecked;
    }

    /** {@link BatchExecutor#execute} called by the body, or by something that it calls: a yield. */
    <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
        engine.listen(listeners);
        try {
            return this.yield(generator);
        } finally {
            engine.unlisten(listeners);
        }
    }

    /** The lines of the body that wait, innermost first. */
    private static List<String> lines() {
        return StackWalker.getInstance()
                .walk(frames -> frames.takeWhile(frame -> !frame.getMethodName().equals("runBody"))
                        .filter(frame -> !OWN.contains(frame.getClassName()))
                        .limit(LINES)
                        .map(frame -> frame.toStackTraceElement().toString())
                        .toList());
    }

    @Override
    String describe(int child) {
        return "body (" + Names.of(body) + ")";
    }
}
