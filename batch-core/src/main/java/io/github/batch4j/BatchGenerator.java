package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A description of work that asks for what it needs and goes on with the answers.
 *
 * <p>A generator does nothing until a {@link BatchExecutor} runs it, and each run starts anew (unless it is
 * {@link #shared()}). While it waits for an answer everything beside it moves on, and what all of them wait for is
 * asked in as few batches as possible. The smallest generator is a {@link BatchableOperation}; larger ones are built
 * from it in two styles that mix freely:
 *
 * <pre>{@code
 * // a pipeline: runs on the calling thread, costs nanoseconds
 * redis.get("spouseId:1").flatMap(id -> user(id))
 *
 * // plain code: loops, conditions and try/finally as usual
 * BatchGenerator.of(batch -> {
 *     String id = batch.yield(redis.get("spouseId:1"));
 *     return batch.yield(user(id));
 * })
 * }</pre>
 *
 * <p>Parts that need nothing of each other belong in one {@code zip} or {@code all}; that is what makes them share a
 * batch:
 *
 * <pre>{@code
 * // wrong: the second question waits for the first answer, two round trips
 * users.get(1L).flatMap(a -> users.get(2L).map(b -> new Pair(a, b)))
 *
 * // right: one round trip
 * BatchGenerator.zip(users.get(1L), users.get(2L), Pair::new)
 * }</pre>
 *
 * <p>Generators are immutable and can be used from any thread, in any number of executions. The functions given to them
 * run on the thread that calls {@code execute}, bodies given to {@link #of} on their
 * {@linkplain CoroutineKind coroutine}. What a function throws becomes the failure of its generator. Functions may
 * return {@code null} as a value, never as a generator.
 *
 * @param <T> what the generator results in
 */
public sealed interface BatchGenerator<T extends @Nullable Object>
        permits BatchableOperation, EngineGenerator, SharedGenerator {

    /**
     * A generator that results in the given value at once.
     *
     * @param <T> the type of the value
     * @param value the result, may be null
     * @return the generator
     */
    static <T extends @Nullable Object> BatchGenerator<T> value(T value) {
        return new EngineGenerator.Value<>(value);
    }

    /**
     * A generator that fails at once.
     *
     * @param <T> the type of the value that never comes
     * @param failure what is thrown where this generator is yielded
     * @return the generator
     */
    static <T extends @Nullable Object> BatchGenerator<T> failure(Throwable failure) {
        return new EngineGenerator.Failing<>(Arguments.notNull(failure, "BatchGenerator.failure", "a Throwable"));
    }

    /**
     * A generator that is made when it is run, and made anew for each run.
     *
     * @param <T> the type of the result
     * @param supplier makes the generator
     * @return the generator
     */
    static <T extends @Nullable Object> BatchGenerator<T> defer(
            Supplier<? extends BatchGenerator<? extends T>> supplier) {
        Arguments.notNull(supplier, "BatchGenerator.defer", "a supplier");
        return new EngineGenerator.Deferred<>(supplier);
    }

    /**
     * A generator of what a stage is completed with that is no question to a store: a timer, a message, a coroutine.
     *
     * <pre>{@code
     * BatchGenerator.zip(
     *         users.require(1L), // is sent while the rate is on its way
     *         BatchGenerator.fromStage(() -> rates.current()),
     *         Price::new)
     * }</pre>
     *
     * <p>It is no batch, and holds nothing up: batches are sent while the stage is open, and the executor waits for it
     * when nothing else is left to do, within the deadlines. What follows it joins the batches that are pending when it
     * has been completed, so these depend on the time it takes. Questions to a store belong in a {@link Batcher.Async}.
     *
     * @param <T> the type of the result
     * @param supplier starts the work; called on the calling thread for each run. Its stage may be completed on any
     *     thread, and nothing of the execution runs there; if the execution ends before, the stage is cancelled
     * @return a generator of the result, which fails with the failure of the stage, without the
     *     {@link java.util.concurrent.CompletionException} around it
     */
    static <T extends @Nullable Object> BatchGenerator<T> fromStage(
            Supplier<? extends CompletionStage<? extends T>> supplier) {
        Arguments.notNull(supplier, "BatchGenerator.fromStage", "a supplier");
        return new EngineGenerator.OfStage<>(supplier);
    }

    /**
     * A generator written as plain code, which asks through the {@link BatchScope} that it is given.
     *
     * <p>The body runs in a coroutine of its own, in turn with everything else: never two at once, and when nothing but
     * bodies can move. {@link CoroutineKind} tells what it runs on.
     *
     * @param <T> the type of the result
     * @param body the code; its return value is the result, what it throws the failure. It returns a value and not a
     *     generator, which nobody would run: that is an {@link IllegalStateException}
     * @return the generator
     */
    static <T extends @Nullable Object> BatchGenerator<T> of(BatchBody<? extends T> body) {
        return new EngineGenerator.Body<>(
                Arguments.notNull(body, "BatchGenerator.of", "a body"), body, "BatchGenerator.of");
    }

    /**
     * Runs generators side by side and results in their results, in the order given.
     *
     * <p>If some fail, the rest is still finished; then the first failure in the order of the list is thrown, with the
     * others {@linkplain Throwable#addSuppressed attached}.
     *
     * @param <T> the type of the results
     * @param generators the generators, copied; the same one may stand in it twice; none may be null
     * @return a generator of an unmodifiable list of the same length
     * @throws IllegalArgumentException if an element is null
     */
    static <T extends @Nullable Object> BatchGenerator<List<T>> all(
            Collection<? extends BatchGenerator<? extends T>> generators) {
        Arguments.notNull(generators, "BatchGenerator.all", "a collection of generators");
        return new FanOut.AllOfList<>(Arguments.noNulls(generators.toArray(), "BatchGenerator.all"));
    }

    /**
     * Makes a generator of each item and runs them side by side, as {@link #all(Collection)} does.
     *
     * @param <A> the type of the items
     * @param <T> the type of the results
     * @param items what to make generators of
     * @param function makes the generator of an item; called at once, in order
     * @return a generator of an unmodifiable list with a result for each item
     * @throws IllegalArgumentException if the function returns null
     */
    static <A extends @Nullable Object, T extends @Nullable Object> BatchGenerator<List<T>> all(
            Collection<? extends A> items, Function<? super A, ? extends BatchGenerator<? extends T>> function) {
        Arguments.notNull(items, "BatchGenerator.all", "a collection");
        Arguments.notNull(function, "BatchGenerator.all", "a function");
        List<BatchGenerator<? extends T>> generators = new ArrayList<>(items.size());
        for (A item : items) {
            generators.add(function.apply(item));
        }
        return all(generators);
    }

    /**
     * Runs the values of a map side by side and results in a map of their results.
     *
     * @param <K> the type of the keys
     * @param <T> the type of the results
     * @param generators the generators by key, copied; none may be null
     * @return a generator of an unmodifiable map with the same keys in the same order
     * @throws IllegalArgumentException if a value is null
     */
    static <K extends @Nullable Object, T extends @Nullable Object> BatchGenerator<Map<K, T>> all(
            Map<? extends K, ? extends BatchGenerator<? extends T>> generators) {
        return new FanOut.AllOfMap<>(Arguments.notNull(generators, "BatchGenerator.all", "a map of generators"));
    }

    /**
     * Runs two generators side by side and combines their results.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <T> the type of the combined result
     * @param a the first generator
     * @param b the second generator
     * @param combine makes the result when both are there
     * @return the combined generator
     */
    static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> BatchGenerator<T> zip(
            BatchGenerator<A> a, BatchGenerator<B> b, BiFunction<? super A, ? super B, ? extends T> combine) {
        Arguments.notNull(combine, "BatchGenerator.zip", "a function");
        return FanOut.Zip.of(a, b, combine);
    }

    /**
     * Runs three generators side by side and combines their results.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <T> the type of the combined result
     * @param a the first generator
     * @param b the second generator
     * @param c the third generator
     * @param combine makes the result when all are there
     * @return the combined generator
     */
    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    T extends @Nullable Object>
            BatchGenerator<T> zip(
                    BatchGenerator<A> a,
                    BatchGenerator<B> b,
                    BatchGenerator<C> c,
                    Function3<? super A, ? super B, ? super C, ? extends T> combine) {
        Arguments.notNull(combine, "BatchGenerator.zip", "a function");
        return FanOut.Zip.of(a, b, c, combine);
    }

    /**
     * Runs four generators side by side and combines their results.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <T> the type of the combined result
     * @param a the first generator
     * @param b the second generator
     * @param c the third generator
     * @param d the fourth generator
     * @param combine makes the result when all are there
     * @return the combined generator
     */
    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    T extends @Nullable Object>
            BatchGenerator<T> zip(
                    BatchGenerator<A> a,
                    BatchGenerator<B> b,
                    BatchGenerator<C> c,
                    BatchGenerator<D> d,
                    Function4<? super A, ? super B, ? super C, ? super D, ? extends T> combine) {
        Arguments.notNull(combine, "BatchGenerator.zip", "a function");
        return FanOut.Zip.of(a, b, c, d, combine);
    }

    /**
     * Runs five generators side by side and combines their results.
     *
     * @param <A> the type of the first result
     * @param <B> the type of the second result
     * @param <C> the type of the third result
     * @param <D> the type of the fourth result
     * @param <E> the type of the fifth result
     * @param <T> the type of the combined result
     * @param a the first generator
     * @param b the second generator
     * @param c the third generator
     * @param d the fourth generator
     * @param e the fifth generator
     * @param combine makes the result when all are there
     * @return the combined generator
     */
    static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    T extends @Nullable Object>
            BatchGenerator<T> zip(
                    BatchGenerator<A> a,
                    BatchGenerator<B> b,
                    BatchGenerator<C> c,
                    BatchGenerator<D> d,
                    BatchGenerator<E> e,
                    Function5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends T> combine) {
        Arguments.notNull(combine, "BatchGenerator.zip", "a function");
        return FanOut.Zip.of(a, b, c, d, e, combine);
    }

    /**
     * Runs every generator in a nest of lists and maps side by side and results in the same nest with their results in
     * place.
     *
     * <pre>{@code
     * BatchGenerator.structured(Map.of("users", List.of(users.get(1L), users.get(2L))))
     * // -> {users=[User[id=1], User[id=2]]}
     * }</pre>
     *
     * <p>Lists and maps may stand in each other to any depth. A generator's own result is left as it is, and so is
     * whatever is neither list, map nor generator. {@link #all(Collection)} and {@link #all(Map)} do the same for one
     * level and keep the types.
     *
     * @param nest a generator, or a list or a map of nests, read when the generator is run
     * @return a generator of the nest of results, its lists and maps unmodifiable; it fails with an
     *     {@link IllegalArgumentException} if the nest holds a container in which generators would go unseen: a set or
     *     another collection, an array of objects, a stream, an iterator, an {@code Optional} of a generator, or
     *     another {@code Iterable} whose first element is one; suppliers, futures and objects of your own are not
     *     looked into
     */
    static BatchGenerator<@Nullable Object> structured(@Nullable Object nest) {
        return new StructuredGenerator(nest);
    }

    /**
     * Goes on with a plain function of the result.
     *
     * @param <R> the type of the new result
     * @param function makes the new result; may return null
     * @return a generator of the new result
     */
    default <R extends @Nullable Object> BatchGenerator<R> map(Function<? super T, ? extends R> function) {
        return new Operators.Map<>(this, Arguments.notNull(function, "map", "a function"));
    }

    /**
     * Goes on with another generator, made of the result.
     *
     * @param <R> the type of the new result
     * @param function makes the next generator; must not return null
     * @return a generator that results in what the next generator results in
     */
    default <R extends @Nullable Object> BatchGenerator<R> flatMap(
            Function<? super T, ? extends BatchGenerator<? extends R>> function) {
        return new Operators.FlatMap<>(this, Arguments.notNull(function, "flatMap", "a function"));
    }

    /**
     * Results in a plain value if this generator fails.
     *
     * <pre>{@code
     * users.require(id).recover(failure -> "nobody")
     * }</pre>
     *
     * @param function makes the value that stands in, of the failure; may return null, but no generator, for which
     *     there is {@link #recoverWith(Function)}; what it throws is the new failure
     * @return a generator that results in this one's result, or else in the value
     */
    default BatchGenerator<T> recover(Function<? super Throwable, ? extends T> function) {
        return recover(Throwable.class, function);
    }

    /**
     * Results in a plain value if this generator fails with an exception of the given type.
     *
     * @param <X> the type of the failures to recover from
     * @param type the type of the failures to recover from; others pass
     * @param function makes the value, as that of {@link #recover(Function)} does
     * @return a generator that results in this one's result, or else in the value
     */
    default <X extends Throwable> BatchGenerator<T> recover(Class<X> type, Function<? super X, ? extends T> function) {
        Arguments.notNull(type, "recover", "a type");
        return Operators.Recover.of(this, type, Arguments.notNull(function, "recover", "a function"));
    }

    /**
     * Goes on with another generator if this one fails.
     *
     * @param function makes the generator that stands in, of the failure; what it throws is the new failure
     * @return a generator that results in this one's result, or else in the stand-in's
     */
    default BatchGenerator<T> recoverWith(Function<? super Throwable, ? extends BatchGenerator<? extends T>> function) {
        return recoverWith(Throwable.class, function);
    }

    /**
     * Goes on with another generator if this one fails with an exception of the given type.
     *
     * @param <X> the type of the failures to recover from
     * @param type the type of the failures to recover from; others pass
     * @param function makes the generator that stands in, of the failure; what it throws is the new failure
     * @return a generator that results in this one's result, or else in the stand-in's
     */
    default <X extends Throwable> BatchGenerator<T> recoverWith(
            Class<X> type, Function<? super X, ? extends BatchGenerator<? extends T>> function) {
        Arguments.notNull(type, "recoverWith", "a type");
        return Operators.Recover.with(this, type, Arguments.notNull(function, "recoverWith", "a function"));
    }

    /**
     * Always does something after this generator: when it has a result, when it has failed, and when the execution ends
     * before it could finish.
     *
     * @param action what to do, once for each time the generator is started; what it throws is the new failure
     * @return a generator with the same result
     */
    default BatchGenerator<T> doFinally(Runnable action) {
        return new Operators.DoFinally<>(this, Arguments.notNull(action, "doFinally", "an action"));
    }

    /**
     * A form of this generator that runs once and gives everyone the same result, or, within an execution, failure.
     *
     * @return the shared generator, not yet run
     */
    default SharedGenerator<T> shared() {
        return new MemoizedGenerator<>(this);
    }

    /**
     * A function of three arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <R> the type of the result
     */
    @FunctionalInterface
    interface Function3<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            R extends @Nullable Object> {

        /**
         * Applies the function.
         *
         * @param a the first argument
         * @param b the second argument
         * @param c the third argument
         * @return the result
         */
        R apply(A a, B b, C c);
    }

    /**
     * A function of four arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <D> the type of the fourth argument
     * @param <R> the type of the result
     */
    @FunctionalInterface
    interface Function4<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            R extends @Nullable Object> {

        /**
         * Applies the function.
         *
         * @param a the first argument
         * @param b the second argument
         * @param c the third argument
         * @param d the fourth argument
         * @return the result
         */
        R apply(A a, B b, C c, D d);
    }

    /**
     * A function of five arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <C> the type of the third argument
     * @param <D> the type of the fourth argument
     * @param <E> the type of the fifth argument
     * @param <R> the type of the result
     */
    @FunctionalInterface
    interface Function5<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            E extends @Nullable Object,
            R extends @Nullable Object> {

        /**
         * Applies the function.
         *
         * @param a the first argument
         * @param b the second argument
         * @param c the third argument
         * @param d the fourth argument
         * @param e the fifth argument
         * @return the result
         */
        R apply(A a, B b, C c, D d, E e);
    }
}
