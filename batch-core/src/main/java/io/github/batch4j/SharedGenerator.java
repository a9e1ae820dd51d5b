package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * A generator that runs once and gives everyone who yields it the same result or failure.
 *
 * <p>It starts when it is first yielded. Whoever yields it while it runs waits with the others, whoever yields it later
 * gets the result at once, also in a later execution. It keeps its result as long as it is itself kept: in a singleton
 * that is always, and for every user. To share within one request, use a {@link CachedGenerator}.
 *
 * <p>A failure is kept only for the execution that ran into it; a later one runs the generator anew. So does what was
 * read within a transaction that {@code execute} was called in. An execution that ends before its shared generator does
 * (by an interrupt, for instance) leaves it as if it had not run.
 *
 * <p>When the executor that ran it has run an operation that {@linkplain BatchableOperation#writes writes}, the result
 * is forgotten, and it runs anew when it is next yielded; unless it has written itself, which is never done twice.
 * Writes by other executors, or past the operations, are not noticed.
 *
 * <p>It can be yielded from any thread. An execution that first yields it while another one runs it does not wait for
 * that one but runs it for itself, once; what comes of this second run is not kept beyond that execution.
 *
 * <p>Executors that know of a {@link BatchPartition} run it once for each partition, and it keeps a result for each as
 * long as it is itself kept. So partitions should be few; with many, use a {@link CachedGenerator}.
 *
 * @param <T> what the generator results in
 */
public sealed interface SharedGenerator<T extends @Nullable Object> extends BatchGenerator<T>
        permits MemoizedGenerator {

    /**
     * This generator, which is shared already.
     *
     * @return this
     */
    @Override
    default SharedGenerator<T> shared() {
        return this;
    }
}
