package io.github.batch4j.test;

import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that has its answer, for stubs of methods that return operations.
 *
 * <pre>{@code
 * when(users.find(1L)).thenReturn(GivenOperation.value(new User(1, "Ann")));
 * when(users.find(2L)).thenReturn(GivenOperation.failure(new IllegalStateException("no such user")));
 * }</pre>
 *
 * <p>It is batched as any other operation is: all given ones of a step are one round trip of a batcher named
 * {@code given}.
 *
 * @param <T> the type of the answer
 */
public final class GivenOperation<T extends @Nullable Object> implements BatchableOperation<T> {

    private static final Batcher<GivenOperation<?>, @Nullable Object> BATCHER =
            Batcher.blocking("given", GivenOperation::answers);

    private final T value;
    private final @Nullable RuntimeException failure;

    private GivenOperation(T value, @Nullable RuntimeException failure) {
        this.value = value;
        this.failure = failure;
    }

    /**
     * Makes an operation that results in a value.
     *
     * @param <T> the type of the answer
     * @param value the value, possibly null
     * @return a new operation, equal only to itself
     */
    public static <T extends @Nullable Object> BatchableOperation<T> value(T value) {
        return new GivenOperation<>(value, null);
    }

    /**
     * Makes an operation that fails.
     *
     * @param <T> the type of the answer that it does not have
     * @param failure the failure
     * @return a new operation, equal only to itself
     */
    @SuppressWarnings("NullAway") // no value is needed, whatever its type
    public static <T extends @Nullable Object> BatchableOperation<T> failure(RuntimeException failure) {
        return new GivenOperation<>(null, failure);
    }

    private static List<@Nullable Object> answers(List<GivenOperation<?>> operations) {
        return BatchResults.of(operations, GivenOperation::answer);
    }

    private @Nullable Object answer() {
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    @Override
    @SuppressWarnings("unchecked") // it is answered by its own value
    public Batcher<?, ? extends T> batcher() {
        return (Batcher<?, T>) (Batcher<?, ?>) BATCHER;
    }

    @Override
    public String toString() {
        return failure == null ? String.valueOf(value) : "failure " + failure;
    }
}
