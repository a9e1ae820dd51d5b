package io.github.batch4j;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@linkplain BatchGenerator#of plain-code generator} asks through while it runs.
 *
 * <p>A scope belongs to one run of one body and to the thread that runs it. Used by another thread, or after the body
 * has ended, every method throws an {@link IllegalStateException}.
 */
public interface BatchScope {

    /**
     * Waits for the result of a generator, and lets everything else move on meanwhile.
     *
     * @param <T> the type of the result
     * @param generator what to ask for
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
     * @param generators what to ask for
     * @return their results in the order given, unmodifiable
     * @throws RuntimeException the first failure in the order given, the others attached, as {@link #yield} throws it
     */
    default <T extends @Nullable Object> List<T> yieldAll(
            Collection<? extends BatchGenerator<? extends T>> generators) {
        return this.yield(BatchGenerator.all(generators));
    }
}
