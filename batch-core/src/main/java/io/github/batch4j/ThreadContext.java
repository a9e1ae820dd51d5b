package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * A thread-bound value that bodies should see on the thread they run on: a security context, a trace, an HTTP request.
 *
 * <p>A body starts with the values bound around it: by the calling thread where {@code execute} was called, or by the
 * body that has yielded it, directly or as part of another generator. A body that may have several waiters, one of a
 * {@linkplain BatchGenerator#shared shared} generator or of a batcher, always starts with the values bound at the
 * outermost {@code execute}. Values that a body binds are local to it: neither the generators beside it nor the batches
 * see them, and nothing is left on the thread when the body has ended.
 *
 * <p>The context is captured at most once per {@code execute} outside of bodies, and at most once per yield of a body.
 * If bodies have threads, it is bound once per body; if they run on the calling thread, at each change from one body to
 * the next. Pipelines and batches run on the calling thread, and nothing is bound for them. Implementations must be
 * thread-safe.
 *
 * <p>A context with knowledge of transactions exposes them too, which keeps the batches of one out of another:
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
     * Captures the values bound to the current thread.
     *
     * @return a snapshot that can be bound to another thread, or to this one later
     */
    Snapshot capture();

    /**
     * The transaction that the current thread is in, or the fact that it is in none, if this context knows of
     * transactions. Called whenever an execution begins, so it should be cheap.
     *
     * <p>A call of {@code execute} in a function that an execution runs joins that execution only while the thread is
     * in the transaction in which the execution began. Otherwise it runs apart from it, so that its batches alone are
     * part of the transaction that the function has begun or nested, or of none if it has suspended it. If no context
     * knew of transactions when the execution began, the call always joins.
     *
     * @return the transaction, or null (the default) if this context does not know of transactions
     */
    default @Nullable Transaction transaction() {
        return null;
    }

    /**
     * The transaction that a thread was in at one time, or the fact that it was in none. A transaction is current only
     * on its own thread; being in none is current wherever there is none.
     */
    interface Transaction {

        /**
         * Returns true if there was a transaction. Values read in it may never be committed.
         *
         * @return false if there was none
         */
        boolean isActive();

        /**
         * Returns true if the thread is still in it, so that batches sent now run in it.
         *
         * @return false if the current thread is in another one, or in one though there was none, or the reverse
         */
        boolean isCurrent();

        /**
         * Returns true if an earlier read would be repeated unchanged, as far as transactions go. Only then are results
         * of cached generators used again. The default is {@link #isCurrent}, by which values read before a unit of
         * work are also used after it.
         *
         * @return false if it is not current, or another one has ended on this thread since
         */
        default boolean isUnchanged() {
            return isCurrent();
        }
    }

    /** The values that were bound to a thread. */
    @FunctionalInterface
    interface Snapshot {

        /**
         * Binds them to the current thread, in place of those bound there.
         *
         * @return a scope that restores the previous values, on the same thread
         */
        Scope bind();
    }

    /** The time for which values are bound to a thread. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Restores the values that were bound before. */
        @Override
        void close();

        /**
         * Called on the thread of a body that is about to yield.
         *
         * @throws RuntimeException if the body must not yield with the values it has bound; thrown at the yield, which
         *     then has no effect
         */
        default void beforeYield() {}
    }
}
