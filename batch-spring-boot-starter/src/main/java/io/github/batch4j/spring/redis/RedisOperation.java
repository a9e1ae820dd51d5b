package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import org.jspecify.annotations.Nullable;

/**
 * A read or a write. All reads of a step, whatever they read, are one batch, and all writes are another. Prints as its
 * command and its keys.
 *
 * @param <T> the type of the answer
 */
sealed interface RedisOperation<T extends @Nullable Object> extends BatchableOperation<T>, CommandPlan.Part
        permits RedisGet, RedisHashField, PlainCommand, DecodedCommand {

    RedisBatchers batchers();

    /** True if it goes into the batch of the writes, where equal operations are each sent. */
    default boolean isWrite() {
        return false;
    }

    /** True if it may be sent together with reads of other executions, as it never makes them wait. */
    default boolean isSharable() {
        return true;
    }

    /**
     * Makes the answer from the reply, or from an element of it. A failure of this method fails this operation alone.
     */
    @Override
    T answer(@Nullable Object reply);

    @Override
    @SuppressWarnings("unchecked") // an operation is answered by its own answer method
    default Batcher<?, ? extends T> batcher() {
        return (Batcher<?, T>) (isWrite() ? batchers().writes() : batchers().reads());
    }

    @Override
    default boolean mergeable() {
        return !isWrite();
    }
}
