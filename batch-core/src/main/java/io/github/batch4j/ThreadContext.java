package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * Something that is bound to a thread and that the bodies of plain code should find on theirs: a security context, a
 * trace, an HTTP request.
 *
 * <p>A body starts with what is bound around it: to the calling thread where {@code execute} was called, or by the body
 * that has yielded it or something it is part of. Only what several may wait for, the bodies of a
 * {@linkplain BatchGenerator#shared shared} generator or of a batcher, always starts with what was bound at the
 * outermost {@code execute}. What a body binds itself stays its own: neither the generators beside it nor the batches
 * see it, and nothing of it is left on the thread when the body has ended.
 *
 * <p>It is captured at most once for each {@code execute} outside of bodies, and at most once when a body yields. Where
 * bodies have threads, it is bound once for each body; where they run on the calling thread, at each change from one
 * body to the next. Pipelines and batches run on the calling thread, and nothing is bound for them. Implementations
 * must be thread-safe.
 *
 * <p>A context that knows of transactions says so too, which keeps the batches of one out of another:
 *
 * <pre>{@code
 * ThreadContext unitsOfWork = new ThreadContext() {
 *     public Snapshot capture() {
 *         return () -> () -> {}; // bodies find nothing of it
 *     }
 *
 *     public Transaction transaction() {
 *         UnitOfWork began = UnitOfWork.current();
 *         long ended = UnitOfWork.endedOnThisThread();
 *         return new Transaction() {
 *             public boolean isActive() {
 *                 return began != null;
 *             }
 *
 *             public boolean isCurrent() {
 *                 return began == UnitOfWork.current();
 *             }
 *
 *             public boolean isUnchanged() { // or what was read before a unit of work is given after it
 *                 return isCurrent() && ended == UnitOfWork.endedOnThisThread();
 *             }
 *         };
 *     }
 * };
 * }</pre>
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

    /**
     * The transaction that the current thread is in, or that it is in none, if this context knows of transactions. It
     * is asked for whenever an execution begins, so it should cost little.
     *
     * <p>A call of {@code execute} in a function that an execution runs joins that execution only while the thread is
     * in the transaction in which the execution began. Otherwise it runs apart from it, so that its batches alone are
     * part of the transaction that the function has begun or nested, or of none if it has suspended it. If no context
     * knew of transactions when the execution began, the call always joins.
     *
     * @return the transaction, or null, as it is unless overridden, if this context knows of none
     */
    default @Nullable Transaction transaction() {
        return null;
    }

    /**
     * A transaction in which a thread was at one time, or that it was in none. A transaction is current on its own
     * thread only; to be in none is current wherever there is none.
     */
    interface Transaction {

        /**
         * Tells if there was a transaction. What was read in it may never be committed.
         *
         * @return false if there was none
         */
        boolean isActive();

        /**
         * Tells if the thread is still in it, so that batches run in it now.
         *
         * @return false if the current thread is in another one, or in one though there was none, or the reverse
         */
        boolean isCurrent();

        /**
         * Tells if an earlier read would be repeated unchanged, as far as transactions go. Results of cached generators
         * are given again only if so. Unless overridden this goes by {@link #isCurrent}, so what was read before a unit
         * of work is given after it too.
         *
         * @return false if it is not current, or another one has ended on this thread since
         */
        default boolean isUnchanged() {
            return isCurrent();
        }
    }

    /** What was bound to a thread. */
    @FunctionalInterface
    interface Snapshot {

        /**
         * Binds it to the current thread, in place of what is bound there.
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
