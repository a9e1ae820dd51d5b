package io.github.batch4j;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The executor: lets one thread at a time in, and those again that it has let in already. */
final class ConfinedBatchExecutor implements BatchExecutor {

    private final @Nullable BatchListener listener;
    private final GeneratorCache cache = new GeneratorCache();
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

    /** The execution under way; read and written by the owner alone. */
    private @Nullable Engine running;

    ConfinedBatchExecutor(@Nullable BatchListener listener) {
        this.listener = listener;
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
        Arguments.notNull(generator, "BatchExecutor.execute", "a generator");
        BodyFrame body = BodyFrame.current();
        if (body != null && body.isRunBy(this)) {
            return body.execute(generator, listeners);
        }
        Thread thread = Thread.currentThread();
        if (owner.get() == thread && running != null) {
            return join(running, generator, listeners);
        }
        if (!owner.compareAndSet(null, thread)) {
            throw usedByTwo(thread, owner.get());
        }
        Engine engine = new Engine(this, Listeners.plus(listener, listeners));
        try {
            running = engine;
            return Casts.result(engine.run(generator));
        } catch (Throwable failure) {
            engine.close(failure);
            throw failure;
        } finally {
            running = null;
            owner.set(null);
        }
    }

    /** Goes on with an execution from inside a function that it runs. */
    private static <T extends @Nullable Object> T join(
            Engine engine, BatchGenerator<T> generator, BatchListener... listeners) {
        engine.listen(listeners);
        try {
            return Casts.result(engine.run(generator));
        } finally {
            engine.unlisten(listeners);
        }
    }

    private static IllegalStateException usedByTwo(Thread thread, @Nullable Thread other) {
        return new IllegalStateException("BatchExecutor used by two threads at once: running on "
                + (other == null ? "another thread" : other.getName()) + ", called from " + thread.getName()
                + "; an executor belongs to one request or task, make one for each (BatchExecutor.create(), or the"
                + " BatchExecutorFactory in Spring)");
    }

    @Override
    public GeneratorCache cache() {
        return cache;
    }
}
