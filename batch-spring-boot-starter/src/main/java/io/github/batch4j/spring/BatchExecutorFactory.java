package io.github.batch4j.spring;

import io.github.batch4j.BatchExecutor;

/**
 * A factory of executors for work outside of HTTP requests: jobs, message listeners, tests.
 *
 * <pre>{@code
 * List<String> greet(List<Long> ids) {
 *     BatchExecutor batchExecutor = batchExecutors.create();
 *     return batchExecutor.executeAll(ids.stream().map(this::genGreeting).toList());
 * }
 * }</pre>
 *
 * <p>Within a request inject {@link BatchExecutor} instead.
 *
 * <p>The factory that Spring Boot configures is a singleton, and its executors notify all
 * {@link io.github.batch4j.BatchListener} beans, in their order, of each batch. To make executors in another way
 * declare a bean of this type: it also makes the executor of a request. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface BatchExecutorFactory {

    /**
     * Makes an executor for one task. It does not have to be closed.
     *
     * @return a new executor
     */
    BatchExecutor create();
}
