package io.github.batch4j;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** The executor: lets one thread at a time in, and those again that it has let in already. */
final class ConfinedBatchExecutor implements BatchExecutor {

    private static final AtomicReferenceFieldUpdater<ConfinedBatchExecutor, @Nullable Thread> OWNER =
            AtomicReferenceFieldUpdater.newUpdater(ConfinedBatchExecutor.class, Thread.class, "owner");
    private static final BatchListener[] NOBODY = {};

    private final @Nullable BatchListener listener;

    /** Made when it is first asked for: many executors live for one request and cache nothing. */
    private @Nullable GeneratorCache cache;

    /** The thread that runs this, null if none does. */
    private volatile @Nullable Thread owner;

    /** The execution under way; read and written by the owner alone. */
    private @Nullable Engine running;

    ConfinedBatchExecutor(@Nullable BatchListener listener) {
        this.listener = listener;
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator) {
        return execute(generator, NOBODY);
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
        Arguments.notNull(generator, "BatchExecutor.execute", "a generator");
        Thread thread = Thread.currentThread();
        if (!OWNER.compareAndSet(this, null, thread)) {
            return executeInside(thread, generator, listeners);
        }
        try {
            return run(new Engine(this, Listeners.plus(listener, listeners)), generator);
        } finally {
            OWNER.lazySet(this, null);
        }
    }

    private <T extends @Nullable Object> T run(Engine engine, BatchGenerator<T> generator) {
        running = engine;
        try {
            return Casts.result(engine.run(generator));
        } catch (Throwable failure) {
            engine.close(failure);
            throw failure;
        } finally {
            running = null;
        }
    }

    /** Goes on with the execution under way, if this is a call from inside it. */
    private <T extends @Nullable Object> T executeInside(
            Thread thread, BatchGenerator<T> generator, BatchListener... listeners) {
        BodyFrame body = BodyFrame.current();
        if (body != null && body.isRunBy(this)) {
            return body.execute(generator, listeners);
        }
        Thread other = owner;
        Engine engine = running;
        if (other != thread || engine == null) {
            throw usedByTwo(thread, other);
        }
        if (engine.isClosed()) {
            throw new IllegalStateException("nothing can be executed any more: the execution has ended and its"
                    + " generators are being closed");
        }
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
        if (cache == null) {
            cache = new GeneratorCache();
        }
        return cache;
    }
}
