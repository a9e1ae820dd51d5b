package io.github.batch4j.spring;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.unit.UnitOfWork;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A factory of executors, and of units of work that share one: jobs, messages, tasks.
 *
 * <p>The {@link BatchExecutor} to inject works without it. In an HTTP request it is the executor of that request,
 * inside of an execution the one that runs; elsewhere each call has an executor of its own, so what one call has read
 * is not kept for the next. Within a unit of work all calls share one, as in a request:
 *
 * <pre>{@code
 * List<String> greet(List<Long> ids) {
 *     return batchExecutors.call(() -> {
 *         List<String> names = greetings.names(ids);
 *         return greetings.letters(ids, names); // does not read the same users again
 *     });
 * }
 * }</pre>
 *
 * <p>A unit is bound to the thread that runs it, and no other thread joins it. On a thread that is in an execution, a
 * unit or a request already, the work joins that: no unit begins. {@link BatchUnitOfWork} does the same for methods.
 *
 * <p>The factory that Spring Boot configures is a singleton, and its executors notify all
 * {@link io.github.batch4j.BatchListener} beans, in their order, of each batch. To make executors in another way
 * declare a bean of this type: it also makes the executors of requests and of calls elsewhere. Implementations must be
 * thread-safe.
 */
@FunctionalInterface
public interface BatchExecutorFactory {

    /**
     * Makes an executor for one task. It does not have to be closed.
     *
     * @return a new executor
     */
    BatchExecutor create();

    /**
     * Runs work in a unit of work. It ends with the work, by return or failure, and nothing is left on the thread.
     *
     * @param work the work
     * @throws RuntimeException the failure of the work, as it is
     */
    default void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /**
     * Runs work that has a result in a unit of work, as {@link #run} does.
     *
     * @param <T> the type of the result
     * @param work the work
     * @return its result
     * @throws RuntimeException the failure of the work, as it is
     */
    default <T extends @Nullable Object> T call(Supplier<T> work) {
        return UnitOfWork.call(this::create, null, work::get);
    }
}
