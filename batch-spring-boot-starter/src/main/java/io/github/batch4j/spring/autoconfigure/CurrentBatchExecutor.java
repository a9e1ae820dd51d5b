package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.ExecutionCache;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.unit.UnitOfWork;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The executor to inject into singletons: each call goes to the executor that runs on the calling thread, or else to
 * that of the unit of work, or of the request, that is bound to it, or else to a new one. Thread-safe.
 */
final class CurrentBatchExecutor implements BatchExecutor {

    private final BatchExecutorFactory factory;
    private final Supplier<? extends @Nullable BatchExecutor> ofRequest;

    /**
     * Makes the executor.
     *
     * @param factory makes the executors of calls elsewhere
     * @param ofRequest returns the executor of the request that is bound to the current thread, null if there is none
     */
    CurrentBatchExecutor(BatchExecutorFactory factory, Supplier<? extends @Nullable BatchExecutor> ofRequest) {
        this.factory = factory;
        this.ofRequest = ofRequest;
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
        return toExecute().execute(generator, listeners);
    }

    @Override
    public <T extends @Nullable Object> T execute(
            BatchGenerator<T> generator, Duration timeout, BatchListener... listeners) {
        return toExecute().execute(generator, timeout, listeners);
    }

    @Override
    public ExecutionCache cache() {
        BatchExecutor running = BatchExecutor.current();
        return (running != null ? running : bound()).cache();
    }

    private BatchExecutor toExecute() {
        BatchExecutor running = BatchExecutor.current();
        if (running != null) {
            return running;
        }
        NonBlockingThreads.check();
        return bound();
    }

    /** A unit goes before a request: it begins where there is none, or where it is asked to, in a task. */
    private BatchExecutor bound() {
        UnitOfWork unit = UnitOfWork.current();
        if (unit != null) {
            return unit.executor();
        }
        BatchExecutor request = ofRequest.get();
        return request != null ? request : factory.create();
    }

    @Override
    public String toString() {
        return "BatchExecutor of the current execution, unit of work or HTTP request";
    }
}
