package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * The plain code of a generator made with {@link BatchGenerator#of}.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface BatchBody<T extends @Nullable Object> {

    /**
     * Runs the code once.
     *
     * @param batch the scope through which the code yields
     * @return the generator's result, may be null
     * @throws Exception to fail the generator
     */
    T run(BatchScope batch) throws Exception;
}
