package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import org.jspecify.annotations.Nullable;

/**
 * A question to Redis or an order. All reads of a store go into one batch, whatever they read, and all writes into
 * another. Prints as its command and its keys.
 *
 * @param <T> the type of the answer
 */
sealed interface RedisOperation<T extends @Nullable Object> extends BatchableOperation<T>
        permits RedisGet, RedisHashField, RedisCommand {

    RedisStore store();

    /** Says what to send for it. What it throws fails this operation alone. */
    void join(Exchange exchange);

    /** Makes the answer of the reply, or of its part of one. What it throws fails this operation alone. */
    T answer(@Nullable Object reply);

    @Override
    @SuppressWarnings("unchecked") // an operation is answered by its own answer method
    default Batcher<?, ? extends T> batcher() {
        return (Batcher<?, T>) store().reads;
    }
}
