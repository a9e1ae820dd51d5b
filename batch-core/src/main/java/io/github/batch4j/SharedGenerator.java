package io.github.batch4j;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A generator that runs once and gives everyone who yields it the same result or failure.
 *
 * <p>It starts when it is first yielded. Whoever yields it while it runs waits with the others, whoever yields it later
 * gets the outcome at once, also in a later execution. It keeps its outcome as long as it is itself kept: in a singleton
 * that is for ever and for every user. To share within one request, use a {@link CachedGenerator}.
 *
 * <p>An execution that ends before its shared generator does (by interruption, say) leaves it as if it had not run.
 *
 * <p>Once it is done it can be yielded from any thread. While it runs it belongs to the execution that runs it; to yield
 * it in another one meanwhile fails with an {@link IllegalStateException}.
 *
 * @param <T> what the generator results in
 */
public final class SharedGenerator<T extends @Nullable Object> extends Pipeline<T> {

    private final BatchGenerator<? extends T> source;
    private final @Nullable String name;

    /** Null before the run, the {@link SharedFrame} during it, the {@link Outcome} after it. */
    private final AtomicReference<@Nullable Object> state = new AtomicReference<>();

    SharedGenerator(BatchGenerator<? extends T> source) {
        this(source, null);
    }

    SharedGenerator(BatchGenerator<? extends T> source, @Nullable String name) {
        this.source = source;
        this.name = name;
    }

    @Override
    public SharedGenerator<T> shared() {
        return this;
    }

    @Override
    void start(Engine engine, Frame parent, int slot) {
        Object seen = state.get();
        if (seen == null) {
            SharedFrame frame = new SharedFrame(this, engine);
            seen = state.compareAndExchange(null, frame);
            if (seen == null) {
                frame.open();
                frame.await(parent, slot);
                engine.start(source, frame, 0);
                return;
            }
        }
        if (seen instanceof SharedFrame frame) {
            if (frame.isRunBy(engine)) {
                frame.await(parent, slot);
            } else {
                engine.fail(
                        parent,
                        slot,
                        Failure.of(new IllegalStateException(this
                                + " is being run by another execution; a shared generator can be yielded elsewhere only when"
                                + " it is done; to share within a request use a CachedGenerator")));
            }
        } else if (seen instanceof Outcome outcome) {
            outcome.deliver(engine, parent, slot);
        }
    }

    void finish(Outcome outcome) {
        state.set(outcome);
    }

    /** As if it had not run. */
    void forget() {
        state.set(null);
    }

    @Override
    String describe(int depth) {
        return name != null ? name : describe(source, depth) + ".shared()";
    }

    /** How a shared generator has ended. */
    record Outcome(@Nullable Object value, @Nullable Throwable failure) {

        void deliver(Engine engine, Frame frame, int slot) {
            if (failure == null) {
                engine.resume(frame, slot, value);
            } else {
                engine.fail(frame, slot, Failure.of(failure));
            }
        }
    }
}
