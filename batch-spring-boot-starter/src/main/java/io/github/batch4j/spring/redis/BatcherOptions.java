package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** The options of batchers, and the choice of their kind by the driver. */
final class BatcherOptions {

    private static final boolean LETTUCE_PRESENT =
            ClassUtils.isPresent("io.lettuce.core.RedisClient", BatcherOptions.class.getClassLoader());

    int maxBatchSize = 1000;

    @Nullable
    Duration timeout;

    @Nullable
    ConnectionFailures retry;

    @Nullable
    SharedCalls shared;

    /** The batchers on the connections of a template. Writes have no retries, as a failed one may have been done. */
    RedisBatchers batchers(@Nullable RedisConnectionFactory connections) {
        if (connections == null) {
            throw new IllegalStateException(
                    "RedisBatch.Builder.build expects a template with a connection factory, got one without");
        }
        int maxWrites = keepsOrder(connections) ? maxBatchSize : Integer.MAX_VALUE;
        return new RedisBatchers(
                batcher("redis", connections, maxBatchSize, retry, shared),
                batcher("redis writes", connections, maxWrites, null, null));
    }

    /**
     * True if the batches of a step are done in their order: they share one connection, or are sent one after the
     * other. Batches on several connections at once are in no order, so all writes of a step have to be one batch.
     */
    private static boolean keepsOrder(RedisConnectionFactory connections) {
        return !(LETTUCE_PRESENT && connections instanceof LettuceConnectionFactory lettuce)
                || (lettuce.getShareNativeConnection() && !lettuce.isClusterAware());
    }

    private Batcher<RedisOperation<?>, @Nullable Object> batcher(
            String name,
            RedisConnectionFactory connections,
            int maxBatchSize,
            @Nullable ConnectionFailures retry,
            @Nullable SharedCalls calls) {
        if (LETTUCE_PRESENT && connections instanceof LettuceConnectionFactory lettuce) {
            if (calls != null) {
                throw new IllegalStateException("RedisBatch.Builder.shareReads expects a driver whose calls block, such"
                        + " as Jedis, got Lettuce, whose batches wait for nothing");
            }
            return new LettuceBatcher(name, lettuce, maxBatchSize, timeout, retry);
        }
        if (timeout != null) {
            throw new IllegalStateException("RedisBatch.Builder.timeout expects Lettuce, got a "
                    + connections.getClass().getSimpleName()
                    + ", whose calls block and cannot be given up; set spring.data.redis.timeout, or the timeout of the"
                    + " connection factory");
        }
        return new BlockingBatcher(name, connections, maxBatchSize, retry, calls);
    }
}
