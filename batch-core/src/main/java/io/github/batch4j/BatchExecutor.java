package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs generators side by side on the calling thread and asks each batcher for all that is waited for at once.
 *
 * <pre>{@code
 * BatchExecutor executor = BatchExecutor.create();
 * Couple couple = executor.execute(genSpouses(12345));
 * }</pre>
 *
 * <p>Use one executor for each request or task: it costs next to nothing, and what its {@linkplain #cache() cache} keeps
 * is then kept for that request only. An executor has nothing to be closed.
 *
 * <p>An executor runs on one thread at a time. To use it from a second thread while it runs is an error that says so.
 * Called again from inside what it runs, it joins: what the inner call asks for is batched with what the outer one waits
 * for.
 */
public interface BatchExecutor {

    /**
     * An executor with default options.
     *
     * @return a new executor
     */
    static BatchExecutor create() {
        return new ConfinedBatchExecutor(null);
    }

    /**
     * Starts building an executor with options.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Runs a generator.
     *
     * @param <T> the type of the result
     * @param generator what to run
     * @return its result
     * @throws RuntimeException its failure, as it is; a checked exception comes as the cause of an
     *     {@link java.lang.reflect.UndeclaredThrowableException}
     * @throws IllegalStateException if the executor is running on another thread
     * @throws BatchInterruptedException if the thread is interrupted while it waits for an asynchronous batch
     */
    default <T extends @Nullable Object> T execute(BatchGenerator<T> generator) {
        return execute(generator, new BatchListener[0]);
    }

    /**
     * Runs a generator and lets listeners hear of its batches, beside those of the executor.
     *
     * @param <T> the type of the result
     * @param generator what to run
     * @param listeners who hears of the batches of this call, a {@link BatchTrace} for instance
     * @return its result
     * @throws RuntimeException as {@link #execute(BatchGenerator)} does
     */
    <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners);

    /**
     * Runs generators side by side.
     *
     * @param <T> the type of the results
     * @param generators what to run
     * @return their results in the order given, unmodifiable
     * @throws RuntimeException the first failure in the order given, the others attached, as
     *     {@link #execute(BatchGenerator)} throws it
     */
    default <T extends @Nullable Object> List<T> executeAll(
            Collection<? extends BatchGenerator<? extends T>> generators) {
        return execute(BatchGenerator.all(generators));
    }

    /**
     * What the {@linkplain CachedGenerator cached generators} run by this executor have resulted in.
     *
     * @return the cache, always the same
     */
    GeneratorCache cache();

    /** Builds executors with options. Not thread-safe. */
    final class Builder {

        private final List<BatchListener> listeners = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a listener to all executions.
         *
         * @param listener who hears of the batches
         * @return this builder
         */
        public Builder listener(BatchListener listener) {
            listeners.add(Arguments.notNull(listener, "BatchExecutor.Builder.listener", "a listener"));
            return this;
        }

        /**
         * Makes an executor with the options set so far.
         *
         * @return a new executor
         */
        public BatchExecutor build() {
            return new ConfinedBatchExecutor(Listeners.of(listeners));
        }
    }
}
