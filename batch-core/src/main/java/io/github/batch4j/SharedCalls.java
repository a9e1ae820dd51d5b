package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the calls of a store that are under way at once, shared by all executions: batches that find none free are
 * merged into the next call.
 *
 * <pre>{@code
 * SharedCalls calls = SharedCalls.of(10); // as many as the store has connections
 * BatchLoader<Long, User> users = calls.shareAnswers(BatchLoader.of("users", ids -> repository.findByIds(ids)));
 * }</pre>
 *
 * <p>A batch that finds a free permit is sent at once, on its own thread, as if there were no limit. One that finds
 * none waits. A permit that becomes free goes to the oldest waiting batch, which takes along the others whose batchers
 * are equal, in the same {@linkplain Builder#partition partition}, up to {@link Batcher#maxBatchSize}, equal operations
 * once. There is no timer and no thread of its own. A batch never joins a call that has begun, so no answer is older
 * than its question.
 *
 * <p><b>Fair.</b> Permits are passed on in the order of arrival. A batch gets ahead of an older one only if it is taken
 * along by a call, if it needs no permit (see below), or in the moment in which a call finds the older one too large
 * for it. If only one batcher shares the limit, its size is unlimited and no call fails, a batch waits for the end of
 * one call and then runs in the next, so for two calls at most. In general, before a batch gets its turn, at most as
 * many permits become free as there are different batchers (or partitions) waiting before it, plus one; a batcher with
 * a limited size counts once per full call, and a batch that is sent alone counts by itself.
 *
 * <p><b>For reads only.</b> If a merged call fails, each batch of it is sent again alone, with a permit, and only then
 * does anyone get a failure: a key that breaks its call fails nobody else. Only a
 * {@linkplain PerAsker#isStoreFailure failure of the store} fails all of them at once, each with an exception of its
 * own where the type allows it. Batches with operations that are not
 * {@linkplain BatchableOperation#mergeable mergeable}, or that {@linkplain BatchableOperation#writes write}, take a
 * permit and are never merged. A single operation that has failed, in {@link BatchResults}, fails its askers
 * alone, each with an exception of its own in the same way.
 *
 * <p><b>Endings.</b> A batch that waits keeps its own interrupt and deadline. When it ends, it leaves the queue and is
 * not sent, unless its operations are part of a call that has begun, whose answer is then dropped for it. Its failure
 * is a {@link BatchInterruptedException} or a {@link BatchTimeoutException}. {@link Builder#maxWait} limits the time in
 * the queue for those without a deadline.
 *
 * <p><b>Threads.</b> A merged call runs on the thread of the batch that got the permit, with what that thread has
 * bound. Listeners of each execution are called on its own thread, as always; the time of a batch includes its wait. A
 * call that asks through the same limit, on its thread, goes around it, and so does a batch in an active
 * {@linkplain ThreadContext#transaction transaction} of one of the {@linkplain Builder#threadContext contexts}. A call
 * must not wait for another thread that needs a permit.
 *
 * <p>Thread-safe. Make one for each store.
 */
public final class SharedCalls {

    private final CallPermits permits;
    private final @Nullable ThreadContext context;
    private final @Nullable BatchPartition partition;
    private final @Nullable Listener listener;

    private SharedCalls(Builder options) {
        this.permits = new CallPermits(options.maxCalls, options.maxWait);
        this.context = ThreadContexts.of(options.contexts);
        this.partition = options.partition;
        this.listener = options.listener;
    }

    /**
     * A limit without options.
     *
     * @param maxCalls the number of calls that may be under way at once, at least 1
     * @return a new limit
     * @throws IllegalArgumentException if {@code maxCalls} is less than 1
     */
    public static SharedCalls of(int maxCalls) {
        return builder(maxCalls).build();
    }

    /**
     * Starts building a limit with options.
     *
     * @param maxCalls the number of calls that may be under way at once, at least 1
     * @return a new builder
     * @throws IllegalArgumentException if {@code maxCalls} is less than 1
     */
    public static Builder builder(int maxCalls) {
        if (maxCalls < 1) {
            throw new IllegalArgumentException("SharedCalls expects at least 1 call at once, got " + maxCalls);
        }
        return new Builder(maxCalls);
    }

    /**
     * A batcher whose calls are shared, with answers that may be shared too: executions that ask for the same get the
     * same object, so it must be immutable.
     *
     * @param <O> the kind of operation, which only reads
     * @param <T> the type of the answers
     * @param batcher a {@linkplain Batcher.Blocking blocking} batcher; thread-safe
     * @return a blocking batcher of the same name, equal to those that this limit makes of an equal batcher
     * @throws IllegalArgumentException if the batcher is not blocking
     */
    public <O extends BatchableOperation<?>, T extends @Nullable Object> Batcher<O, T> shareAnswers(
            Batcher<O, T> batcher) {
        return new SharedBatcher<>(this, SharedBatcher.blocking(batcher, "SharedCalls.shareAnswers"), null);
    }

    /**
     * A loader whose calls are shared, with values that may be shared too: executions that ask for the same key get the
     * same object, so it must be immutable. Entries of a merged call that nobody has asked for are not cached.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param loader a loader that waits for its store; thread-safe
     * @return a new loader of the same name, which shares no batches with the given one
     * @throws IllegalArgumentException if the loader is asynchronous
     */
    public <K, V> BatchLoader<K, V> shareAnswers(BatchLoader<K, V> loader) {
        Arguments.notNull(loader, "SharedCalls.shareAnswers", "a loader");
        return loader.through(batcher ->
                new SharedBatcher<>(this, SharedBatcher.blocking(batcher, "SharedCalls.shareAnswers"), null));
    }

    /**
     * A batcher whose calls are shared and whose answers are made for each asker.
     *
     * @param <O> the kind of operation, which only reads
     * @param <T> the type of the answers
     * @param batcher the batcher; thread-safe
     * @return a blocking batcher of the same name, equal to those that this limit makes of an equal batcher
     */
    public <O extends BatchableOperation<?>, T extends @Nullable Object> Batcher<O, T> share(PerAsker<O, T> batcher) {
        return new SharedBatcher<>(this, SharedBatcher.blocking(batcher, "SharedCalls.share"), batcher);
    }

    /**
     * Returns true if batches of different {@linkplain Builder#partition partitions} are kept apart.
     *
     * @return false if there are no partitions
     */
    public boolean isPartitioned() {
        return partition != null;
    }

    /**
     * The number of calls that may be under way at once.
     *
     * @return at least 1
     */
    public int maxCalls() {
        return permits.most();
    }

    /**
     * The number of calls under way now, with permits that their owner has not used yet.
     *
     * @return 0 to {@link #maxCalls}
     */
    public int callsUnderWay() {
        return permits.inUse();
    }

    /**
     * The number of batches that wait for a permit now.
     *
     * @return 0 if there is a free permit
     */
    public int waitingBatches() {
        return permits.waiting();
    }

    /**
     * The number of batches so far that needed no call of their own, as another batch took them along.
     *
     * @return a count that never decreases
     */
    public long mergedBatches() {
        return permits.merged();
    }

    /**
     * The number of merged calls so far that have failed, so that each of their batches was sent again alone, or failed
     * with the store.
     *
     * @return a count that never decreases
     */
    public long failedMergedCalls() {
        return permits.failed();
    }

    CallPermits permits() {
        return permits;
    }

    /** True if the current thread must not wait: its call or its transaction may be what others wait for. */
    boolean mustGoAround() {
        if (permits.isOwner()) {
            return true;
        }
        ThreadContext.Transaction transaction = context == null ? null : context.transaction();
        return transaction != null && transaction.isActive();
    }

    /** The partition of the current thread; null if there are none. */
    @Nullable
    Object partition() {
        return partition == null ? null : partition.current();
    }

    ThreadContext.@Nullable Snapshot captureContext() {
        return context == null ? null : context.capture();
    }

    @Nullable
    Object onMergedCall(int batches, int operations) {
        return listener == null ? null : listener.onMergedCall(batches, operations);
    }

    void onAnswer(@Nullable Object call) {
        if (listener != null) {
            listener.onAnswer(call);
        }
    }

    @SuppressWarnings("EmptyCatch") // there is a failure already
    void onFailedCall(Throwable failure) {
        try {
            if (listener != null) {
                listener.onFailedCall(failure);
            }
        } catch (Throwable ofListener) {
            // ignored as documented
        }
    }

    @Override
    public String toString() {
        return "SharedCalls[" + permits.inUse() + " of " + permits.most() + " under way, " + permits.waiting()
                + " waiting]";
    }

    /**
     * A blocking batcher whose answers must not be shared, as they are mutable or depend on the asker. A merged call
     * asks the store once, and makes the answers of each asker from what it has read:
     *
     * <pre>{@code
     * public List<List<Draft>> runMerged(List<FindDraft> operations, List<SharedCalls.Part<FindDraft>> parts)
     *         throws Exception {
     *     List<String> texts = load(operations);
     *     List<List<Draft>> answers = new ArrayList<>();
     *     for (SharedCalls.Part<FindDraft> part : parts) {
     *         answers.add(part.inContext(
     *                 () -> BatchResults.of(part.operations(), (one, i) -> new Draft(texts.get(part.index(i))))));
     *     }
     *     return answers;
     * }
     * }</pre>
     *
     * @param <O> the kind of operation
     * @param <T> the type of the answers
     */
    public interface PerAsker<O extends BatchableOperation<?>, T extends @Nullable Object>
            extends Batcher.Blocking<O, T> {

        /**
         * Asks the store for the operations of several batches. A batch that is sent by itself comes to
         * {@link #runBatch}.
         *
         * @param operations what to ask for, equal operations once: unmodifiable, not empty, at most
         *     {@link #maxBatchSize}
         * @param parts the batches, oldest first, unmodifiable; the first is that of the current thread
         * @return the answers of each part, in the same order: a list of one answer for each of its operations
         * @throws Exception to have each part sent again alone, unless it is a {@linkplain #isStoreFailure failure of
         *     the store}
         */
        List<? extends List<T>> runMerged(List<O> operations, List<Part<O>> parts) throws Exception;

        /**
         * Returns true if a merged call has failed as the store is away, as with a connection that cannot be had. All
         * batches of the call fail then, instead of each being sent again alone.
         *
         * @param failure the exception of {@link #runMerged}, or of {@link #runBatch} if answers are shared
         * @return false by default
         */
        default boolean isStoreFailure(Exception failure) {
            return false;
        }
    }

    /**
     * One of several batches that share a call. To be used on the thread of the call, while it is under way.
     *
     * @param <O> the kind of operation
     */
    public sealed interface Part<O extends BatchableOperation<?>> permits MergedPart {

        /**
         * The operations of this batch.
         *
         * @return unmodifiable, not empty
         */
        List<O> operations();

        /**
         * Finds an operation of this batch among those of the call.
         *
         * @param i the index in {@link #operations}
         * @return the index of the equal one in the operations of the call
         */
        int index(int i);

        /**
         * Returns true until the asker has ended, by an interrupt or its deadline. Its answers are dropped then, and
         * need not be made.
         *
         * @return true for the batch of the current thread
         */
        boolean isWaiting();

        /**
         * Calls a function with the {@linkplain Builder#threadContext thread-bound values} and the deadline of the
         * asker, on the current thread.
         *
         * @param <R> the type of the result
         * @param function the function
         * @return its result
         * @throws Exception if the function fails, or the values cannot be bound
         */
        <R extends @Nullable Object> R inContext(Callable<R> function) throws Exception;
    }

    /**
     * A listener of merged calls, to relate each batch to the call that has answered it. What {@link #onMergedCall}
     * and {@link #onAnswer} throw fails the batch on whose thread they were called. Thread-safe.
     */
    public interface Listener {

        /**
         * Called before a merged call begins, on its thread.
         *
         * @param batches the number of batches merged, at least 2
         * @param operations the number of operations, equal ones counted once
         * @return a token for {@link #onAnswer}, such as the identity of the current span; may be null
         */
        default @Nullable Object onMergedCall(int batches, int operations) {
            return null;
        }

        /**
         * Called for each batch that another one has taken along and answered, on its own thread.
         *
         * @param call the token that {@link #onMergedCall} has returned for the call
         */
        default void onAnswer(@Nullable Object call) {}

        /**
         * Called when a merged call has failed, on its thread, before its batches are sent again or fail. What it
         * throws is ignored.
         *
         * @param failure the failure, which may have values in its message
         */
        default void onFailedCall(Throwable failure) {}
    }

    /** Builds limits with options. Not thread-safe. */
    public static final class Builder {

        private final int maxCalls;
        private final List<ThreadContext> contexts = new ArrayList<>();
        private @Nullable BatchPartition partition;
        private @Nullable Listener listener;
        private @Nullable Duration maxWait;

        private Builder(int maxCalls) {
            this.maxCalls = maxCalls;
        }

        /**
         * Adds a context that {@link Part#inContext} binds, beside those that were added before. It is captured when a
         * batch finds no free permit. Batches in an active {@linkplain ThreadContext#transaction transaction} of the
         * context need no permit and are never merged.
         *
         * @param context the thread-bound value of an asker
         * @return this builder
         */
        public Builder threadContext(ThreadContext context) {
            contexts.add(Arguments.notNull(context, "SharedCalls.Builder.threadContext", "a context"));
            return this;
        }

        /**
         * Keeps tenants, or other parts of the data, apart: batches of different partitions are never merged.
         *
         * @param partition the current partition of a thread
         * @return this builder
         */
        public Builder partition(BatchPartition partition) {
            this.partition = Arguments.notNull(partition, "SharedCalls.Builder.partition", "a partition");
            return this;
        }

        /**
         * Sets the listener of merged calls.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(Listener listener) {
            this.listener = Arguments.notNull(listener, "SharedCalls.Builder.listener", "a listener");
            return this;
        }

        /**
         * Limits the time that a batch waits in the queue. One that has waited so long fails with a {@link
         * BatchTimeoutException}. There is no limit by default, besides the deadline of each execution.
         *
         * @param maxWait the longest wait, above zero
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder maxWait(Duration maxWait) {
            Arguments.notNull(maxWait, "SharedCalls.Builder.maxWait", "a duration");
            if (maxWait.isNegative() || maxWait.isZero()) {
                throw new IllegalArgumentException(
                        "SharedCalls.Builder.maxWait expects a duration above zero, got " + maxWait);
            }
            this.maxWait = maxWait;
            return this;
        }

        /**
         * Makes a limit with the options set so far.
         *
         * @return a new limit
         */
        public SharedCalls build() {
            return new SharedCalls(this);
        }
    }
}
