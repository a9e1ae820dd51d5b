package io.github.batch4j;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a running {@linkplain BatchGenerator#of body}, through which it yields generators.
 *
 * <p>A scope belongs to one run of one body and to the thread that runs it. Used by another thread, or after the body
 * has ended, every method throws an {@link IllegalStateException}.
 */
public interface BatchScope {

    /**
     * Waits for the result of a generator, while everything else moves on.
     *
     * @param <T> the type of the result
     * @param generator the generator to run
     * @return its result
     * @throws RuntimeException its failure, as it is; a checked exception comes as the cause of an
     *     {@link java.lang.reflect.UndeclaredThrowableException}
     */
    @SuppressWarnings("NamedLikeContextualKeyword") // the word of the trade, and always called on a scope
    <T extends @Nullable Object> T yield(BatchGenerator<T> generator);

    /**
     * Waits for the results of generators that run side by side.
     *
     * @param <T> the type of the results
     * @param generators the generators to run
     * @return their results in the order given, unmodifiable
     * @throws RuntimeException the first failure in the order given, the others attached, as {@link #yield} throws it
     */
    default <T extends @Nullable Object> List<T> yieldAll(
            Collection<? extends BatchGenerator<? extends T>> generators) {
        return this.yield(BatchGenerator.all(generators));
    }
}
