package io.github.batch4j.test;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.BatchableOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions of one batch that reached a store. Made by {@link BatchTraceAssert#batch}.
 *
 * <p>Each failure shows the whole trace. Not thread-safe.
 */
public final class RoundTripAssert extends AbstractAssert<RoundTripAssert, BatchTrace.Entry> {

    private final BatchTraceAssert trace;
    private final int number;

    RoundTripAssert(BatchTraceAssert trace, int number, BatchTrace.Entry entry) {
        super(entry, RoundTripAssert.class);
        this.trace = trace;
        this.number = number;
    }

    /**
     * Verifies the name of its batcher.
     *
     * @param batcher the name as the trace shows it, such as {@code redis} or the name of a table
     * @return this
     * @throws AssertionError if it is another one
     */
    public RoundTripAssert isFrom(String batcher) {
        String name = actual.batch().batcher().name();
        if (!name.equals(batcher)) {
            throw trace.failure("Expected batch " + number + " to be from " + batcher + " but it was from " + name);
        }
        return this;
    }

    /**
     * Verifies all that it asks, in the order in which it was yielded.
     *
     * @param expected for each operation its key or the operation itself, or how either prints in the trace
     * @return this
     * @throws AssertionError if it asks anything else, or in another order
     */
    public RoundTripAssert asks(Object... expected) {
        List<? extends BatchableOperation<?>> operations = actual.batch().operations();
        boolean equal = operations.size() == expected.length;
        for (int i = 0; equal && i < expected.length; i++) {
            equal = isAskedBy(operations.get(i), expected[i]);
        }
        if (!equal) {
            throw unequal("", expected);
        }
        return this;
    }

    /**
     * Verifies all that it asks, in any order.
     *
     * @param expected as for {@link #asks}
     * @return this
     * @throws AssertionError if it asks anything else
     */
    public RoundTripAssert asksInAnyOrder(Object... expected) {
        List<BatchableOperation<?>> unexpected = new ArrayList<>(actual.batch().operations());
        boolean found = unexpected.size() == expected.length;
        for (int i = 0; found && i < expected.length; i++) {
            Object key = expected[i];
            found = unexpected.stream()
                    .filter(operation -> isAskedBy(operation, key))
                    .findFirst()
                    .map(unexpected::remove)
                    .orElse(false);
        }
        if (!found) {
            throw unequal(", in any order,", expected);
        }
        return this;
    }

    /**
     * Verifies that it has failed as a whole.
     *
     * @param type the type of the failure
     * @return this
     * @throws AssertionError if it has answered, or failed otherwise
     */
    public RoundTripAssert failedWith(Class<? extends Throwable> type) {
        if (!type.isInstance(actual.failure())) {
            throw trace.failure("Expected batch " + number + " to fail with " + type.getName() + " but it "
                    + (actual.failure() == null ? "answered" : "failed with " + actual.failure()));
        }
        return this;
    }

    /**
     * Begins assertions of another round trip of the same trace.
     *
     * @param number as for {@link BatchTraceAssert#batch}
     * @return assertions of it
     * @throws IllegalArgumentException as {@link BatchTraceAssert#batch} does
     * @throws AssertionError as {@link BatchTraceAssert#batch} does
     */
    public RoundTripAssert batch(int number) {
        return trace.batch(number);
    }

    private static boolean isAskedBy(BatchableOperation<?> operation, Object expected) {
        String text = String.valueOf(expected);
        Object key = operation.asksFor();
        return key.equals(expected)
                || operation.equals(expected)
                || text.equals(String.valueOf(key))
                || text.equals(operation.toString());
    }

    private AssertionError unequal(String order, Object... expected) {
        return trace.failure("Expected batch " + number + " to ask " + Arrays.toString(expected) + order
                + " but it asked "
                + actual.batch().operations().stream()
                        .map(RoundTripAssert::keyOrOperation)
                        .toList());
    }

    /** The key, or the operation as it prints if it is its own key. */
    private static String keyOrOperation(BatchableOperation<?> operation) {
        return String.valueOf(operation.asksFor());
    }
}
