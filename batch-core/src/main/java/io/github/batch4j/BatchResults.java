package io.github.batch4j;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a batch in which single ones may have failed.
 *
 * <pre>{@code
 * // a row that does not parse fails its own key; the others get their answers
 * return BatchResults.of(operations, operation -> User.parse(rows.get(operation.id())));
 * }</pre>
 *
 * <p>A layered batcher gathers them from a generator for each operation:
 *
 * <pre>{@code
 * // wrong: if one has no spouse, all who ask in this batch fail
 * Batcher<Ask, User> wrong = Batcher.layered(
 *         "spouses", operations -> BatchGenerator.all(operations, operation -> spouse(operation.id())));
 *
 * // right: only those fail who ask for that one
 * Batcher<Ask, User> right = Batcher.layered(
 *         "spouses", operations -> BatchResults.gather(operations, operation -> spouse(operation.id())));
 * }</pre>
 *
 * <p>As a list it is unmodifiable, and reading a failed answer throws its failure.
 *
 * @param <T> the type of the answers
 */
public final class BatchResults<T extends @Nullable Object> extends AbstractList<T> {

    private final int size;

    /** Null until they are computed. */
    private @Nullable Object @Nullable [] answers;

    /** Null once they are computed. */
    private @Nullable Supplier<@Nullable Object[]> computation;

    BatchResults(@Nullable Object[] answers) {
        this.size = answers.length;
        this.answers = answers;
    }

    private BatchResults(int size, Supplier<@Nullable Object[]> computation) {
        this.size = size;
        this.computation = computation;
    }

    /**
     * Computes the answer of each operation or key; what the function throws is the failure of that one alone.
     *
     * @param <A> the type of what is asked for
     * @param <T> the type of the answers
     * @param asked what was asked for, in the order of the answers
     * @param function the answer of one of them, called at once and in order; may return null
     * @return the answers, in the same order
     */
    public static <A, T extends @Nullable Object> BatchResults<T> of(
            List<? extends A> asked, Function<? super A, ? extends T> function) {
        Arguments.notNull(asked, "BatchResults.of", "a list");
        Arguments.notNull(function, "BatchResults.of", "a function");
        return new BatchResults<>(answers(asked, function));
    }

    /**
     * Computes the answers with a function that also gets the index. For stores that reply with a list
     * in the order of the operations. A method reference to one of several methods of the same name may fit both; write
     * a lambda then.
     *
     * @param <A> the type of what is asked for
     * @param <T> the type of the answers
     * @param asked what was asked for, in the order of the answers
     * @param function the answer of one of them, called at once and in order; may return null
     * @return the answers, in the same order
     */
    public static <A, T extends @Nullable Object> BatchResults<T> of(
            List<? extends A> asked, Indexed<? super A, ? extends T> function) {
        Arguments.notNull(asked, "BatchResults.of", "a list");
        Arguments.notNull(function, "BatchResults.of", "a function");
        return new BatchResults<>(answers(asked, function));
    }

    /**
     * Computes the answers when they are read, by the executor on the calling thread. For
     * {@linkplain Batcher.Async asynchronous} batchers, whose stages are completed on a thread of the driver that must
     * not be kept busy.
     *
     * @param <A> the type of what is asked for
     * @param <T> the type of the answers
     * @param asked what was asked for, in the order of the answers
     * @param function the answer of one of them, called in order; may return null
     * @return the answers, in the same order
     */
    public static <A, T extends @Nullable Object> BatchResults<T> whenRead(
            List<? extends A> asked, Function<? super A, ? extends T> function) {
        Arguments.notNull(asked, "BatchResults.whenRead", "a list");
        Arguments.notNull(function, "BatchResults.whenRead", "a function");
        return new BatchResults<>(asked.size(), () -> answers(asked, function));
    }

    /**
     * Computes the answers when they are read, with a function that also gets the index.
     *
     * @param <A> the type of what is asked for
     * @param <T> the type of the answers
     * @param asked what was asked for, in the order of the answers
     * @param function the answer of one of them, called in order; may return null
     * @return the answers, in the same order
     */
    public static <A, T extends @Nullable Object> BatchResults<T> whenRead(
            List<? extends A> asked, Indexed<? super A, ? extends T> function) {
        Arguments.notNull(asked, "BatchResults.whenRead", "a list");
        Arguments.notNull(function, "BatchResults.whenRead", "a function");
        return new BatchResults<>(asked.size(), () -> answers(asked, function));
    }

    private static <A> @Nullable Object[] answers(List<? extends A> asked, Indexed<? super A, ?> function) {
        @Nullable Object[] answers = new @Nullable Object[asked.size()];
        int i = 0;
        for (A one : asked) {
            try {
                answers[i] = function.apply(one, i);
            } catch (Throwable failure) {
                answers[i] = new Failed(failure);
            }
            i++;
        }
        return answers;
    }

    private static <A> @Nullable Object[] answers(List<? extends A> asked, Function<? super A, ?> function) {
        @Nullable Object[] answers = new @Nullable Object[asked.size()];
        int i = 0;
        for (A one : asked) {
            try {
                answers[i] = function.apply(one);
            } catch (Throwable failure) {
                answers[i] = new Failed(failure);
            }
            i++;
        }
        return answers;
    }

    /**
     * Runs a generator for each operation side by side; the failure of one is the failure of that operation alone. For
     * {@linkplain Batcher.Layered layered} batchers, as
     * {@link BatchGenerator#all(java.util.Collection, Function) BatchGenerator.all} fails as a whole.
     *
     * @param <A> the type of what is asked for
     * @param <T> the type of the answers
     * @param asked what was asked for, in the order of the answers
     * @param function makes the generator of one of them, called at once and in order; what it throws is the failure of
     *     that one
     * @return a generator of the answers, in the same order, which does not fail itself
     */
    public static <A, T extends @Nullable Object> BatchGenerator<BatchResults<T>> gather(
            List<? extends A> asked, Function<? super A, ? extends BatchGenerator<? extends T>> function) {
        Arguments.notNull(asked, "BatchResults.gather", "a list");
        Arguments.notNull(function, "BatchResults.gather", "a function");
        List<Object> generators = new ArrayList<>(asked.size());
        for (A one : asked) {
            BatchGenerator<?> generator;
            try {
                generator = Arguments.generator(function.apply(one), "BatchResults.gather", function);
            } catch (Throwable failure) {
                generator = BatchGenerator.failure(failure);
            }
            generators.add(generator);
        }
        return new FanOut.Gather<>(generators.toArray());
    }

    @Override
    public T get(int index) {
        Object answer = raw()[index];
        if (answer instanceof Failed failed) {
            throw Throwables.unchecked(failed.failure);
        }
        return Casts.result(answer);
    }

    @Override
    public int size() {
        return size;
    }

    /** True if the function is still to be called. */
    boolean isToBeComputed() {
        return answers == null;
    }

    /** The answers as the engine takes them: a value, or a {@link Failed}. */
    @Nullable
    Object[] raw() {
        if (answers == null) {
            answers = Objects.requireNonNull(computation).get();
            computation = null;
        }
        return answers;
    }

    /** The first failure of an answer of which every element has failed; null if it is not of this kind. */
    static @Nullable Throwable failureOfAll(@Nullable Object answer) {
        return answer instanceof BatchResults<?> results && results.answers != null
                ? failureOfAll(results.answers)
                : null;
    }

    /** The first failure if all answers are failures; null if one is none, or if there are none. */
    static @Nullable Throwable failureOfAll(@Nullable Object[] answers) {
        for (Object answer : answers) {
            if (!(answer instanceof Failed)) {
                return null;
            }
        }
        return answers.length == 0 ? null : ((Failed) Casts.castNonNull(answers[0])).failure;
    }

    record Failed(Throwable failure) {}

    /**
     * A function of an operation or key and its index.
     *
     * @param <A> the type of what is asked for
     * @param <T> the type of the answer
     */
    @FunctionalInterface
    public interface Indexed<A, T extends @Nullable Object> {

        /**
         * Computes an answer.
         *
         * @param asked what is asked for
         * @param index its index, from 0
         * @return the answer, may be null
         */
        T apply(A asked, int index);
    }
}
