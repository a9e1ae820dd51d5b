package io.github.batch4j;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs the batches of one kind of operation. It comes in three forms, of which a batcher has one, and the form is all
 * the executor goes by:
 *
 * <ul>
 *   <li>{@link Blocking} asks a store and waits: one round trip a batch;
 *   <li>{@link Async} asks a store and answers later, so that stores asked in the same step overlap: one round trip a
 *       batch;
 *   <li>{@link Layered} asks no store itself but yields operations of other batchers, which are batched with what
 *       everybody else yields: no round trip of its own.
 * </ul>
 *
 * <p>A batch is called on the thread that called {@code execute}, with at least one operation, in the order in which
 * they were yielded. It answers with a list of the same length in the same order:
 *
 * <pre>{@code
 * // wrong: rows come back in the order of the database, and missing ones not at all
 * Batcher.blocking("users", operations -> jdbc.query(sql, ids(operations)))
 *
 * // right: one answer for each operation
 * Batcher.blocking("users", operations -> {
 *     Map<Long, User> found = load(operations);
 *     return BatchResults.of(operations, operation -> found.get(operation.id()));
 * })
 * }</pre>
 *
 * <p>Null, too few or too many answers fail the whole batch with a {@link BatcherException} that says so. What the
 * batcher throws fails the whole batch; to fail single operations answer with {@link BatchResults}.
 *
 * <p>A batcher is found by equality, so make it a constant, a singleton or a record. One that is used by executors on
 * several threads must be thread-safe.
 *
 * @param <O> the kind of operation
 * @param <T> the type of the answers
 */
public sealed interface Batcher<O extends BatchableOperation<?>, T extends @Nullable Object> {

    /**
     * The name in traces and error messages.
     *
     * @return the simple name of the class unless overridden
     */
    default String name() {
        return Names.of(this);
    }

    /**
     * The maximum number of operations in a batch. More are split into several batches, sent in the same step.
     *
     * @return at least 1; unlimited unless overridden
     */
    default int maxBatchSize() {
        return Integer.MAX_VALUE;
    }

    /**
     * A named blocking batcher.
     *
     * @param <O> the kind of operation
     * @param <T> the type of the answers
     * @param name the name in traces and error messages
     * @param batcher runs the batch
     * @return a batcher that is equal only to itself
     */
    static <O extends BatchableOperation<?>, T extends @Nullable Object> Batcher<O, T> blocking(
            String name, Blocking<O, T> batcher) {
        return new NamedBatcher.OfBlocking<>(
                Arguments.notNull(name, "Batcher.blocking", "a name"),
                Arguments.notNull(batcher, "Batcher.blocking", "a batcher"));
    }

    /**
     * A named asynchronous batcher.
     *
     * @param <O> the kind of operation
     * @param <T> the type of the answers
     * @param name the name in traces and error messages
     * @param batcher sends the batch
     * @return a batcher that is equal only to itself
     */
    static <O extends BatchableOperation<?>, T extends @Nullable Object> Batcher<O, T> async(
            String name, Async<O, T> batcher) {
        return new NamedBatcher.OfAsync<>(
                Arguments.notNull(name, "Batcher.async", "a name"),
                Arguments.notNull(batcher, "Batcher.async", "a batcher"));
    }

    /**
     * A named layered batcher.
     *
     * @param <O> the kind of operation
     * @param <T> the type of the answers
     * @param name the name in traces and error messages
     * @param batcher makes the generator of a batch
     * @return a batcher that is equal only to itself
     */
    static <O extends BatchableOperation<?>, T extends @Nullable Object> Batcher<O, T> layered(
            String name, Layered<O, T> batcher) {
        return new NamedBatcher.OfLayered<>(
                Arguments.notNull(name, "Batcher.layered", "a name"),
                Arguments.notNull(batcher, "Batcher.layered", "a batcher"));
    }

    /**
     * A batcher that asks a store and waits for the answers.
     *
     * @param <O> the kind of operation
     * @param <T> the type of the answers
     */
    @FunctionalInterface
    non-sealed interface Blocking<O extends BatchableOperation<?>, T extends @Nullable Object> extends Batcher<O, T> {

        /**
         * Asks the store for all of the operations.
         *
         * @param operations what to ask for: unmodifiable, not empty, in the order yielded
         * @return an answer for each operation, in the same order
         * @throws Exception to fail the whole batch
         */
        List<T> runBatch(List<O> operations) throws Exception;
    }

    /**
     * A batcher that sends a question to a store and answers later.
     *
     * <p>Batches of such batchers are sent before blocking ones of the same step. The stage may be completed on any
     * thread; nothing of the execution runs there.
     *
     * <p>If the execution ends before the stage is completed, by an interrupt for instance, the stage is cancelled. So
     * do not return a future that others share, but a copy, as in {@code future.copy()}.
     *
     * @param <O> the kind of operation
     * @param <T> the type of the answers
     */
    @FunctionalInterface
    non-sealed interface Async<O extends BatchableOperation<?>, T extends @Nullable Object> extends Batcher<O, T> {

        /**
         * Sends all of the operations to the store.
         *
         * @param operations what to ask for: unmodifiable, not empty, in the order yielded
         * @return a stage of an answer for each operation, in the same order; it must be completed some day
         * @throws Exception to fail the whole batch
         */
        CompletionStage<? extends List<T>> sendBatch(List<O> operations) throws Exception;
    }

    /**
     * A batcher that answers by yielding operations of other batchers.
     *
     * @param <O> the kind of operation
     * @param <T> the type of the answers
     */
    @FunctionalInterface
    non-sealed interface Layered<O extends BatchableOperation<?>, T extends @Nullable Object> extends Batcher<O, T> {

        /**
         * Makes the generator of the answers.
         *
         * @param operations what to ask for: unmodifiable, not empty, in the order yielded
         * @return a generator of an answer for each operation, in the same order
         * @throws Exception to fail the whole batch
         */
        BatchGenerator<? extends List<T>> genBatch(List<O> operations) throws Exception;
    }
}
