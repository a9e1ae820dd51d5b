package io.github.batch4j.spring.support;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchListener;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Checked failures of executions for callers that may throw any: without the wrapper that others need. */
public final class CheckedFailures {

    private CheckedFailures() {}

    /**
     * Executes a generator.
     *
     * @throws Exception the failure of the generator, as it is
     */
    public static <T extends @Nullable Object> T execute(
            BatchExecutor executor, BatchGenerator<T> generator, BatchListener... listeners) throws Exception {
        return unwrapped(() -> executor.execute(generator, listeners));
    }

    /**
     * Calls code that executes generators.
     *
     * @throws Exception its failure, as it is
     */
    public static <T extends @Nullable Object> T unwrapped(Callable<T> code) throws Exception {
        try {
            return code.call();
        } catch (UndeclaredThrowableException wrapped) {
            if (wrapped.getCause() instanceof Exception failure && !(failure instanceof RuntimeException)) {
                throw failure;
            }
            throw wrapped;
        }
    }
}
