package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs generators side by side on the calling thread, and sends what they wait for in one batch per batcher.
 *
 * <pre>{@code
 * BatchExecutor executor = BatchExecutor.create();
 * Couple couple = executor.execute(genSpouses(12345));
 * }</pre>
 *
 * <p>Use one executor for each request or task: it costs next to nothing, and what its {@linkplain #cache() cache}
 * keeps is then kept for that request only. An executor need not be closed.
 *
 * <p>An executor runs on one thread at a time. To use it from a second thread while it runs is an error that says so.
 * Called again from inside what it runs, it joins: what the inner call asks for is batched with what the outer one
 * waits for. It does not join from a function that has begun or suspended a
 * {@linkplain ThreadContext#transaction transaction}: it then runs apart, so that the transaction has in it what this
 * call asks for and nothing else.
 *
 * <p>This interface may be implemented to delegate: to the executor of the current request, for instance. Only those
 * made by {@link #create} and {@link #builder} run generators. An implementation passes what each of its three methods
 * is given to an executor of those, on the same thread, and returns or throws what comes of it; as long as an execution
 * is under way on a thread, it is always the same executor. All other methods are defaults that call these three, and
 * those that are added later will be defaults too.
 */
public interface BatchExecutor {

    /**
     * An executor with default options.
     *
     * @return a new executor
     */
    static BatchExecutor create() {
        return new ConfinedBatchExecutor(
                null, null, null, null, null, Builder.DEFAULT_MAX_BODIES, null, SendPolicy.bySteps());
    }

    /**
     * The executor whose execution the calling thread is inside of: in a function of a pipeline, a batcher or a body,
     * whatever it runs on. Code that is called in and outside of executions, by several executors, joins the right one
     * by it.
     *
     * <pre>{@code
     * BatchExecutor running = BatchExecutor.current();
     * BatchExecutor executor = running != null ? running : BatchExecutor.create();
     * }</pre>
     *
     * @return an executor that {@link #create} or a {@linkplain #builder builder} has made, of nested executions the
     *     innermost; null if there is none, as on a thread that was started inside of one
     */
    static @Nullable BatchExecutor current() {
        return ConfinedBatchExecutor.current();
    }

    /**
     * Starts building an executor with options.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Runs a generator.
     *
     * @param <T> the type of the result
     * @param generator what to run
     * @return its result
     * @throws RuntimeException its failure, as it is; a checked exception comes as the cause of an
     *     {@link java.lang.reflect.UndeclaredThrowableException}
     * @throws IllegalStateException if the executor is running on another thread
     * @throws BatchInterruptedException if the thread is interrupted before a batch is sent, or while one is waited for
     * @throws BatchTimeoutException if the executor's time limit has passed before the result is returned
     */
    default <T extends @Nullable Object> T execute(BatchGenerator<T> generator) {
        return execute(generator, new BatchListener[0]);
    }

    /**
     * Runs a generator and notifies listeners of its batches, beside those of the executor.
     *
     * @param <T> the type of the result
     * @param generator what to run
     * @param listeners the listeners of the batches of this call, a {@link BatchTrace} for instance
     * @return its result
     * @throws RuntimeException as {@link #execute(BatchGenerator)} does
     */
    <T extends @Nullable Object> T execute(BatchGenerator<T> generator, BatchListener... listeners);

    /**
     * Runs a generator within a time limit, in place of that of the executor.
     *
     * <p>When the time has passed nothing more is sent, asynchronous batches under way are cancelled, a body on a
     * thread of its own is interrupted, and whatever has not finished is closed. What blocks the calling thread itself,
     * such as a blocking batch, is not cut short; it has time limits of its own.
     *
     * <p>A call that joins an execution under way adds its limit to those of that execution: until the call is done,
     * the whole of it ends when the first of them has passed. One that runs apart, in a transaction of its own, also
     * ends with those limits, but its own ends this call alone.
     *
     * <p>A result that is there when the time has passed is too late: the call fails all the same, and if the generator
     * has failed, its failure is attached. An interrupt in contrast does not affect an execution that has finished: the
     * result is returned, and the thread's interrupt status remains.
     *
     * @param <T> the type of the result
     * @param generator what to run
     * @param timeout how long it may take, above zero
     * @param listeners the listeners of the batches that are sent meanwhile
     * @return its result
     * @throws RuntimeException as {@link #execute(BatchGenerator)} does
     * @throws BatchTimeoutException if the time has passed before the result is returned
     */
    <T extends @Nullable Object> T execute(BatchGenerator<T> generator, Duration timeout, BatchListener... listeners);

    /**
     * Runs generators side by side.
     *
     * @param <T> the type of the results
     * @param generators what to run
     * @param listeners the listeners of the batches of this call, a {@link BatchTrace} for instance
     * @return their results in the order given, unmodifiable
     * @throws RuntimeException the first failure in the order given, the others attached, as
     *     {@link #execute(BatchGenerator)} throws it
     */
    default <T extends @Nullable Object> List<T> executeAll(
            Collection<? extends BatchGenerator<? extends T>> generators, BatchListener... listeners) {
        return execute(BatchGenerator.all(generators), listeners);
    }

    /**
     * Runs generators side by side within a time limit, in place of that of the executor.
     *
     * @param <T> the type of the results
     * @param generators what to run
     * @param timeout how long it may take, above zero
     * @param listeners the listeners of the batches of this call
     * @return their results in the order given, unmodifiable
     * @throws RuntimeException as {@link #executeAll(Collection, BatchListener...)} does
     * @throws BatchTimeoutException as {@link #execute(BatchGenerator, Duration, BatchListener...)} does
     */
    default <T extends @Nullable Object> List<T> executeAll(
            Collection<? extends BatchGenerator<? extends T>> generators,
            Duration timeout,
            BatchListener... listeners) {
        return execute(BatchGenerator.all(generators), timeout, listeners);
    }

    /**
     * Runs blocking code side by side: whatever asks for something in there, by a call of {@code execute} on this
     * executor however deep down, is batched with what the others ask for.
     *
     * <pre>{@code
     * Couple couple = executor.zip(() -> users.find(1L), () -> users.findSpouse(1L), Couple::new);
     * }</pre>
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <T> the type of the combined result
     * @param a the first code
     * @param b the second code
     * @param combine makes the result when both have returned
     * @return the combined result
     * @throws RuntimeException as {@link #execute(BatchGenerator)} does, with the failure of {@code a} before that of
     *     {@code b}
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> T zip(
            Callable<A> a, Callable<B> b, BiFunction<? super A, ? super B, ? extends T> combine) {
        return execute(BatchGenerator.zip(
                EngineGenerator.Body.of(a, "BatchExecutor.zip"),
                EngineGenerator.Body.of(b, "BatchExecutor.zip"),
                combine));
    }

    /**
     * Runs three pieces of blocking code side by side, as {@link #zip(Callable, Callable, BiFunction)} does with two.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <T> the type of the combined result
     * @param a the first code
     * @param b the second code
     * @param c the third code
     * @param combine makes the result when all have returned
     * @return the combined result
     * @throws RuntimeException as {@link #zip(Callable, Callable, BiFunction)} does
     */
    default <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    T extends @Nullable Object>
            T zip(
                    Callable<A> a,
                    Callable<B> b,
                    Callable<C> c,
                    BatchGenerator.Function3<? super A, ? super B, ? super C, ? extends T> combine) {
        return execute(BatchGenerator.zip(
                EngineGenerator.Body.of(a, "BatchExecutor.zip"),
                EngineGenerator.Body.of(b, "BatchExecutor.zip"),
                EngineGenerator.Body.of(c, "BatchExecutor.zip"),
                combine));
    }

    /**
     * Runs four pieces of blocking code side by side, as {@link #zip(Callable, Callable, BiFunction)} does with two.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <T> the type of the combined result
     * @param a the first code
     * @param b the second code
     * @param c the third code
     * @param d the fourth code
     * @param combine makes the result when all have returned
     * @return the combined result
     * @throws RuntimeException as {@link #zip(Callable, Callable, BiFunction)} does
     */
    default <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    T extends @Nullable Object>
            T zip(
                    Callable<A> a,
                    Callable<B> b,
                    Callable<C> c,
                    Callable<D> d,
                    BatchGenerator.Function4<? super A, ? super B, ? super C, ? super D, ? extends T> combine) {
        return execute(BatchGenerator.zip(
                EngineGenerator.Body.of(a, "BatchExecutor.zip"),
                EngineGenerator.Body.of(b, "BatchExecutor.zip"),
                EngineGenerator.Body.of(c, "BatchExecutor.zip"),
                EngineGenerator.Body.of(d, "BatchExecutor.zip"),
                combine));
    }

    /**
     * Runs five pieces of blocking code side by side, as {@link #zip(Callable, Callable, BiFunction)} does with two.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <E> the type of the fifth result
     * @param <T> the type of the combined result
     * @param a the first code
     * @param b the second code
     * @param c the third code
     * @param d the fourth code
     * @param e the fifth code
     * @param combine makes the result when all have returned
     * @return the combined result
     * @throws RuntimeException as {@link #zip(Callable, Callable, BiFunction)} does
     */
    default <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    T extends @Nullable Object>
            T zip(
                    Callable<A> a,
                    Callable<B> b,
                    Callable<C> c,
                    Callable<D> d,
                    Callable<E> e,
                    BatchGenerator.Function5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends T>
                            combine) {
        return execute(BatchGenerator.zip(
                EngineGenerator.Body.of(a, "BatchExecutor.zip"),
                EngineGenerator.Body.of(b, "BatchExecutor.zip"),
                EngineGenerator.Body.of(c, "BatchExecutor.zip"),
                EngineGenerator.Body.of(d, "BatchExecutor.zip"),
                EngineGenerator.Body.of(e, "BatchExecutor.zip"),
                combine));
    }

    /**
     * Runs pieces of blocking code side by side, as {@link #zip(Callable, Callable, BiFunction)} does with two.
     *
     * @param <T> the type of the results
     * @param codes the code, none of it null
     * @return what each has returned, in the order given, unmodifiable
     * @throws RuntimeException the first failure in the order given, the others attached, as
     *     {@link #execute(BatchGenerator)} throws it
     */
    default <T extends @Nullable Object> List<T> all(Collection<? extends Callable<? extends T>> codes) {
        Arguments.notNull(codes, "BatchExecutor.all", "a collection of code");
        return execute(BatchGenerator.all(codes, code -> EngineGenerator.Body.of(code, "BatchExecutor.all")));
    }

    /**
     * Calls a blocking function with each item, all side by side, as {@link #all(Collection)} does.
     *
     * <pre>{@code
     * List<User> found = executor.all(ids, users::find);
     * }</pre>
     *
     * @param <A> the type of the items
     * @param <T> the type of the results
     * @param items what to call it with
     * @param function the function, which returns a value: to run a generator of each item, use
     *     {@link #executeAll(Collection, BatchListener...)}
     * @return what it has returned for each item, in their order, unmodifiable
     * @throws RuntimeException as {@link #all(Collection)} does
     * @throws IllegalStateException if the function returns a generator, which nobody would run
     */
    default <A extends @Nullable Object, T extends @Nullable Object> List<T> all(
            Collection<? extends A> items, Function<? super A, ? extends T> function) {
        Arguments.notNull(items, "BatchExecutor.all", "a collection");
        Arguments.notNull(function, "BatchExecutor.all", "a function");
        return execute(BatchGenerator.all(
                items,
                item -> new EngineGenerator.Body<T>(batch -> function.apply(item), function, "BatchExecutor.all")));
    }

    /**
     * The results of the {@linkplain CachedGenerator cached generators} run by this executor, and the answers that it
     * keeps.
     *
     * @return the cache, always the same
     */
    ExecutionCache cache();

    /** Builds executors with options. Not thread-safe. */
    final class Builder {

        private static final int DEFAULT_MAX_BODIES = 1_000;

        private final List<BatchListener> listeners = new ArrayList<>();
        private final List<ThreadContext> contexts = new ArrayList<>();
        private @Nullable Duration timeout;
        private @Nullable BatchPartition partition;
        private int mostAnswers;
        private int maxBodies = DEFAULT_MAX_BODIES;
        private @Nullable CoroutineKind coroutines;
        private SendPolicy sendPolicy = SendPolicy.bySteps();

        private Builder() {}

        /**
         * Adds a listener to all executions.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(BatchListener listener) {
            listeners.add(Arguments.notNull(listener, "BatchExecutor.Builder.listener", "a listener"));
            return this;
        }

        /**
         * Limits the time of each execution that does not set a limit of its own. See
         * {@link BatchExecutor#execute(BatchGenerator, Duration, BatchListener...)} for what a limit ends.
         *
         * @param timeout how long it may take, above zero
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive(timeout, "BatchExecutor.Builder.timeout");
            return this;
        }

        /**
         * Lets bodies of plain code find a context on their thread, beside those that were added before.
         *
         * @param context what to carry over
         * @return this builder
         */
        public Builder threadContext(ThreadContext context) {
            contexts.add(Arguments.notNull(context, "BatchExecutor.Builder.threadContext", "a context"));
            return this;
        }

        /**
         * Keeps tenants, or whatever else data is divided into, apart: no batch has operations of several, and no
         * answer is given to another one than that which has asked. Bodies of plain code begin with the partition they
         * are part of.
         *
         * @param partition tells which partition is current, and binds another while its batches run
         * @return this builder
         */
        public Builder partition(BatchPartition partition) {
            this.partition = Arguments.notNull(partition, "BatchExecutor.Builder.partition", "a partition");
            return this;
        }

        /**
         * Gives the executor a cache of answers to operations that declare what they
         * {@linkplain BatchableOperation#reads read}: equal operations get them without being sent again. An answer is
         * forgotten when an operation has been run that {@linkplain BatchableOperation#writes writes} the same. Without
         * this option there is no such cache.
         *
         * @param maxEntries the largest number of answers, at least 1; beyond it the oldest are forgotten first
         * @return this builder
         * @throws IllegalArgumentException if {@code maxEntries} is less than 1
         */
        public Builder cache(int maxEntries) {
            if (maxEntries < 1) {
                throw new IllegalArgumentException("BatchExecutor.Builder.cache expects at least 1, got " + maxEntries);
            }
            this.mostAnswers = maxEntries;
            return this;
        }

        /**
         * Limits how many bodies of plain code have begun and not ended in an execution; 1,000 unless this is set. A
         * body that waits holds memory, and where {@linkplain CoroutineKind bodies run on platform threads} a thread:
         * ten thousand side by side would hold ten thousand.
         *
         * <p>Further bodies begin as others end. When all that have begun wait, the batches are sent that are full:
         * that have as many operations as their {@linkplain Batcher#maxBatchSize batcher takes}, or as this limit has
         * bodies if that is less. A batch that cannot fill (equal operations, a batcher for each body) makes further
         * bodies begin, in portions of this many, until all have: nothing is sent in small batches to save memory, and
         * nothing ever hangs for a body that has not begun. Equal operations are sent once if bodies wait for them at
         * the same time; those of bodies that begin later are sent again, unless the executor
         * {@linkplain #cache keeps answers}.
         *
         * @param most how many, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code most} is less than 1
         */
        public Builder maxBodies(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("BatchExecutor.Builder.maxBodies expects at least 1, got " + most);
            }
            this.maxBodies = most;
            return this;
        }

        /**
         * Asks for the kind of coroutine that bodies of plain code run on, in place of what the system property
         * {@code batch4j.coroutines} or the JDK has chosen for the JVM. If the JDK does not have it, the next in the
         * order of {@link CoroutineKind} is taken and the log says why; virtual threads that call never get
         * {@link CoroutineKind#CONTINUATION}. {@link SentBatch#coroutineKind()} tells which it is.
         *
         * @param kind the kind of coroutine
         * @return this builder
         */
        public Builder coroutines(CoroutineKind kind) {
            this.coroutines = Arguments.notNull(kind, "BatchExecutor.Builder.coroutines", "a kind of coroutine");
            return this;
        }

        /**
         * Sets the order in which batches are sent and their answers delivered; {@link SendPolicy#bySteps} unless this
         * is set.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder sendPolicy(SendPolicy policy) {
            this.sendPolicy = Arguments.notNull(policy, "BatchExecutor.Builder.sendPolicy", "a policy");
            return this;
        }

        /**
         * Makes an executor with the options set so far.
         *
         * @return a new executor
         */
        public BatchExecutor build() {
            AnswerCache answers = mostAnswers == 0 ? null : new AnswerCache(mostAnswers);
            List<ThreadContext> carried = new ArrayList<>(contexts);
            if (partition != null) {
                carried.add(new Partitions.Context(partition));
            }
            return new ConfinedBatchExecutor(
                    ExecutionListeners.Composite.of(listeners),
                    timeout,
                    ThreadContexts.of(carried),
                    partition,
                    answers,
                    maxBodies,
                    coroutines,
                    sendPolicy);
        }
    }
}
