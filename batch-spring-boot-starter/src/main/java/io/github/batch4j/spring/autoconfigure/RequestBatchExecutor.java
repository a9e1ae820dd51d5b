package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.ExecutionCache;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The executor of one request. It runs on one thread at a time: a call on another one to which the application has
 * bound the request too, while this runs, has an executor of its own. Thread-safe.
 */
final class RequestBatchExecutor implements BatchExecutor {

    private final BatchExecutorFactory factory;
    private final BatchExecutor executor;
    private final AtomicBoolean isTaken = new AtomicBoolean();

    RequestBatchExecutor(BatchExecutorFactory factory) {
        this.factory = factory;
        this.executor = factory.create();
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
        if (!isTaken.compareAndSet(false, true)) {
            return elsewhere().execute(generator, listeners);
        }
        try {
            return executor.execute(generator, listeners);
        } finally {
            isTaken.set(false);
        }
    }

    @Override
    public <T extends @Nullable Object> T execute(
            BatchGenerator<T> generator, Duration timeout, BatchListener... listeners) {
        if (!isTaken.compareAndSet(false, true)) {
            return elsewhere().execute(generator, timeout, listeners);
        }
        try {
            return executor.execute(generator, timeout, listeners);
        } finally {
            isTaken.set(false);
        }
    }

    /** The executor of a call while this one runs: it itself, if the call comes from inside. */
    private BatchExecutor elsewhere() {
        return BatchExecutor.current() == executor ? executor : factory.create();
    }

    @Override
    public ExecutionCache cache() {
        return executor.cache();
    }

    @Override
    public String toString() {
        return "BatchExecutor of an HTTP request";
    }
}
