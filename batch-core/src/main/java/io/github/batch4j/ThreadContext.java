package io.github.batch4j;

/**
 * Something that is bound to a thread and that the bodies of plain code should find on theirs: a security context, a
 * trace, an HTTP request.
 *
 * <p>A body starts with what is bound around it: to the calling thread where {@code execute} was called, or by the body
 * that has yielded it or something it is part of. Only what several may wait for, the bodies of a
 * {@linkplain BatchGenerator#shared shared} generator or of a batcher, always starts with what was bound at the outermost
 * {@code execute}. What a body binds itself stays its own: neither the generators beside it nor the batches see it, and
 * nothing of it is left on the thread when the body has ended.
 *
 * <p>It is captured at most once for each {@code execute} outside of bodies, and at most once when a body yields. Where bodies have threads, it
 * is bound once for each body; where they run on the calling thread, at each change from one body to the next. Pipelines
 * and batches run on the calling thread, and nothing is bound for them. Implementations must be thread-safe.
 *
 * @see BatchExecutor.Builder#threadContext
 */
@FunctionalInterface
public interface ThreadContext {

    /**
     * Takes down what is bound to the current thread.
     *
     * @return what can be bound to another thread, or to this one later
     */
    Snapshot capture();

    /** What was bound to a thread. */
    @FunctionalInterface
    interface Snapshot {

        /**
         * Binds it to the current thread, in the place of what is bound there.
         *
         * @return what undoes this on the same thread
         */
        Scope bind();
    }

    /** The time for which something is bound to a thread. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Binds again what was bound before. */
        @Override
        void close();

        /**
         * Called on the thread of a body that is about to yield.
         *
         * @throws RuntimeException if it must not with what it has bound; thrown at the yield, and nothing is asked
         */
        default void beforeYield() {}
    }
}
