package io.github.batch4j;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A generator that runs once and gives everyone who yields it the same result or failure.
 *
 * <p>It starts when it is first yielded. Whoever yields it while it runs waits with the others, whoever yields it later
 * gets the result at once, also in a later execution. It keeps its result as long as it is itself kept: in a singleton
 * that is for ever and for every user. To share within one request, use a {@link CachedGenerator}.
 *
 * <p>A failure is kept only for the execution that ran into it; a later one runs the generator anew. An execution that
 * ends before its shared generator does (by interruption, say) leaves it as if it had not run.
 *
 * <p>It can be yielded from any thread. An execution that first yields it while another one runs it does not wait for
 * that one but runs it for itself, once; what comes of this second run is not kept beyond that execution.
 *
 * @param <T> what the generator results in
 */
public final class SharedGenerator<T extends @Nullable Object> extends Pipeline<T> {

    private final BatchGenerator<? extends T> source;
    private final @Nullable Supplier<String> name;

    /** Null before the run, the frame during it, the outcome after it if that is a result. */
    private final AtomicReference<@Nullable State> state = new AtomicReference<>();

    SharedGenerator(BatchGenerator<? extends T> source) {
        this(source, null);
    }

    /** One with a name of its own, made when it is asked for, which is in a message. */
    SharedGenerator(BatchGenerator<? extends T> source, @Nullable Supplier<String> name) {
        this.source = source;
        this.name = name;
    }

    @Override
    public SharedGenerator<T> shared() {
        return this;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        State seen = engine.ofItsOwn(this);
        if (seen == null) {
            seen = state.get();
        }
        if (seen == null) {
            SharedFrame frame = new SharedFrame(this, engine);
            seen = state.compareAndExchange(null, frame);
            if (seen == null) {
                run(engine, frame, parent, slot);
                return;
            }
        }
        if (seen instanceof Outcome outcome) {
            outcome.deliver(engine, parent, slot);
        } else if (seen instanceof SharedFrame frame && frame.isRunBy(engine)) {
            frame.await(parent, slot);
        } else {
            SharedFrame frame = new SharedFrame(this, engine);
            engine.keepForItself(this, frame);
            run(engine, frame, parent, slot);
        }
    }

    private void run(Engine engine, SharedFrame frame, Frame parent, int slot) {
        frame.open();
        frame.await(parent, slot);
        engine.start(source, frame, 0);
    }

    /** Keeps a result for all, and for the execution that ran it alone what is a failure or of a second run. */
    void finish(Engine engine, SharedFrame frame, Outcome outcome) {
        boolean isResult = outcome.failure == null;
        if (!state.compareAndSet(frame, isResult ? outcome : null) || !isResult) {
            engine.keepForItself(this, outcome);
        }
    }

    /** As if it had not run. */
    void forget(SharedFrame frame) {
        state.compareAndSet(frame, null);
    }

    @Override
    String describe(int depth) {
        return name != null ? name.get() : describe(source, depth) + ".shared()";
    }

    /** How far a shared generator has come. */
    sealed interface State permits SharedFrame, Outcome {}

    /** How a shared generator has ended. */
    record Outcome(@Nullable Object value, @Nullable Throwable failure) implements State {

        void deliver(Engine engine, Frame frame, int slot) {
            if (failure == null) {
                engine.resume(frame, slot, value);
            } else {
                engine.fail(frame, slot, Failure.of(failure));
            }
        }
    }
}
