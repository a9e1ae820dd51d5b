package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * One question to a store, which can be asked together with others of its kind.
 *
 * <p>Write it as a {@code record}: operations that are {@linkplain Object#equals equal} are asked once in a batch and
 * every asker gets the answer, and a record's equality is just right for that. A {@link BatchTrace} shows it as it
 * prints; error messages tell only its type, since it may hold what nobody should read in a log.
 *
 * <pre>{@code
 * record GetUser(long id) implements BatchableOperation<User> {
 *     static final Batcher<GetUser, User> BATCHER = Batcher.blocking("users", UserStore::load);
 *
 *     public Batcher<GetUser, User> batcher() {
 *         return BATCHER;
 *     }
 * }
 * }</pre>
 *
 * <p>For plain "give me the value of this key" a {@link BatchLoader} spares the record.
 *
 * @param <T> the type of the answer
 */
public non-sealed interface BatchableOperation<T extends @Nullable Object> extends BatchGenerator<T> {

    /**
     * The batcher of this operation: operations whose batchers are {@linkplain Object#equals equal} go
     * together.
     *
     * @return the batcher, never null; what this method throws is the failure of this operation alone
     */
    Batcher<?, ? extends T> batcher();

    /**
     * Returns true if equal operations in one batch may be sent as one. For a write it must be false, or else two equal
     * increments would become one.
     *
     * @return true unless overridden
     */
    default boolean mergeable() {
        return true;
    }

    /**
     * The data that this operation reads, if its answer may be kept: an executor that {@linkplain
     * BatchExecutor.Builder#cache keeps answers} then gives it to equal operations until one has been run that
     * {@linkplain #writes writes} the same, or until what it reads is no longer equal: that of the operation which is
     * asked now is compared with that of the one which was sent. Called on the calling thread, when the operation is
     * asked and when it is sent.
     *
     * <p>An executor knows nothing of transactions here. Within one, answer null if the answer could be rolled back,
     * and let what is read change with each commit, as the starter's {@code JdbcBatch} does.
     *
     * @return something with proper equality, such as the row or the key that is read, or a {@link java.util.Set} of
     *     such things, of which each is read; null, as it is unless overridden, if the answer is not to be kept
     */
    default @Nullable Object reads() {
        return null;
    }

    /**
     * The data that this operation changes: when it has been run, by result or failure, answers of operations that
     * {@linkplain #reads read} the same are not kept any longer. If the execution ends while it is under way, none are
     * kept from then on, as it may be run later. An answer of an operation that writes is never kept. Whatever it
     * writes, results of {@linkplain CachedGenerator cached} and {@linkplain SharedGenerator shared} generators that
     * the executor has run are not given any longer.
     *
     * @return something with proper equality, or a {@link java.util.Set} of such things, of which each is changed;
     *     null, as it is unless overridden, if it changes nothing that is kept
     */
    default @Nullable Object writes() {
        return null;
    }

    /**
     * The key that it asks its store for. Findings compare it with the keys of other batchers: two stores that are
     * asked for the same keys, one step after the other, could be asked at once.
     *
     * @return something with proper equality; this operation unless overridden
     */
    default Object asksFor() {
        return this;
    }
}
