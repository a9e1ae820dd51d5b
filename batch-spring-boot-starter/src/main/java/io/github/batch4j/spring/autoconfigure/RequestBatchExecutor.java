package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import io.github.batch4j.ExecutionCache;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.ScopeNotActiveException;

/**
 * A proxy for the executor of the current request, to inject into singletons.
 *
 * <p>A scoped proxy of Spring would do the same, but outside of a request its message would only be that a scope is not
 * active.
 */
final class RequestBatchExecutor implements BatchExecutor {

    private final Supplier<BatchExecutor> ofRequest;

    RequestBatchExecutor(Supplier<BatchExecutor> ofRequest) {
        this.ofRequest = ofRequest;
    }

    @Override
    public <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners) {
        return current().execute(generator, listeners);
    }

    @Override
    public <T extends @Nullable Object> T execute(
            BatchGenerator<T> generator, Duration timeout, BatchListener... listeners) {
        return current().execute(generator, timeout, listeners);
    }

    @Override
    public ExecutionCache cache() {
        return current().cache();
    }

    private BatchExecutor current() {
        try {
            return ofRequest.get();
        } catch (ScopeNotActiveException outside) {
            throw new IllegalStateException(
                    "the injected BatchExecutor belongs to an HTTP request, and thread "
                            + Thread.currentThread().getName()
                            + " has none bound to it; outside of a request inject BatchExecutorFactory and call"
                            + " create(), and let services that requests share take the executor as an argument",
                    outside);
        }
    }

    @Override
    public String toString() {
        return "BatchExecutor of the current HTTP request";
    }
}
