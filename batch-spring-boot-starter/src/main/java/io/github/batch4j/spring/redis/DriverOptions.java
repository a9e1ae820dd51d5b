package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** The options of batches, and the choice between the two ways to run them. */
final class DriverOptions {

    private static final boolean LETTUCE_PRESENT =
            ClassUtils.isPresent("io.lettuce.core.RedisClient", DriverOptions.class.getClassLoader());

    int maxBatchSize = 1000;

    @Nullable
    Duration timeout;

    @Nullable
    ConnectionFailures retry;

    Batcher<RedisOperation<?>, @Nullable Object> reads(RedisConnectionFactory connections) {
        return batcher("redis", connections, maxBatchSize, retry);
    }

    /** A write may have been done although nobody was told, so it is not sent again. */
    Batcher<RedisOperation<?>, @Nullable Object> writes(RedisConnectionFactory connections) {
        return batcher("redis writes", connections, keepsOrder(connections) ? maxBatchSize : Integer.MAX_VALUE, null);
    }

    /**
     * True if what is sent in several batches is done in their order: on one connection, or one batch after the other.
     * What goes through several connections at once is not, and has to be one batch.
     */
    private static boolean keepsOrder(RedisConnectionFactory connections) {
        return !(LETTUCE_PRESENT && connections instanceof LettuceConnectionFactory lettuce)
                || (lettuce.getShareNativeConnection() && !lettuce.isClusterAware());
    }

    private Batcher<RedisOperation<?>, @Nullable Object> batcher(
            String name, RedisConnectionFactory connections, int maxBatchSize, @Nullable ConnectionFailures retry) {
        if (LETTUCE_PRESENT && connections instanceof LettuceConnectionFactory lettuce) {
            return new LettuceBatcher(name, lettuce, maxBatchSize, timeout, retry);
        }
        if (timeout != null) {
            throw new IllegalStateException("RedisBatch.Builder.timeout expects Lettuce, got a "
                    + connections.getClass().getSimpleName()
                    + ", whose calls block and cannot be given up; set spring.data.redis.timeout, or the timeout of the"
                    + " connection factory");
        }
        return new BlockingBatcher(name, connections, maxBatchSize, retry);
    }
}
