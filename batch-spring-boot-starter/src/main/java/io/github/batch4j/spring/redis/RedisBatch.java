package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Hands out operations on Redis that are run together: all {@link #get} of one step become one {@code MGET}.
 *
 * <pre>{@code
 * BatchGenerator<User> genUser(long id) {
 *     return redis.get("user:" + id).map(User::parse);
 * }
 * }</pre>
 *
 * <p>What goes wrong between here and Redis fails the whole batch with a
 * {@link org.springframework.dao.DataAccessException}; how long is waited is up to the driver. On a cluster the driver
 * splits an {@code MGET} by hash slot.
 *
 * <p>Operations of the same instance go together, so have one for each Redis. Thread-safe.
 */
public final class RedisBatch {

    private final Batcher<RedisGet, @Nullable String> batcher;

    private RedisBatch(Batcher<RedisGet, @Nullable String> batcher) {
        this.batcher = batcher;
    }

    /**
     * Asks Redis without blocking, so that other stores are asked in the meantime.
     *
     * @param redis what to ask through; of Spring Data's drivers, Lettuce can
     * @param maxBatchSize how many keys go into one {@code MGET}; more are split into several, sent together
     * @return a new instance
     * @throws IllegalArgumentException if {@code maxBatchSize} is less than 1
     */
    public static RedisBatch reactive(ReactiveStringRedisTemplate redis, int maxBatchSize) {
        return new RedisBatch(new ReactiveMget(redis, atLeastOne(maxBatchSize)));
    }

    /**
     * Asks Redis and waits for the answer.
     *
     * @param redis what to ask through, with any driver
     * @param maxBatchSize how many keys go into one {@code MGET}; more are split into several, sent one after the other
     * @return a new instance
     * @throws IllegalArgumentException if {@code maxBatchSize} is less than 1
     */
    public static RedisBatch blocking(StringRedisTemplate redis, int maxBatchSize) {
        return new RedisBatch(new BlockingMget(redis, atLeastOne(maxBatchSize)));
    }

    private static int atLeastOne(int maxBatchSize) {
        if (maxBatchSize < 1) {
            throw new IllegalArgumentException("RedisBatch expects a maxBatchSize of at least 1, got " + maxBatchSize);
        }
        return maxBatchSize;
    }

    /**
     * Asks for the string stored under a key.
     *
     * @param key the key
     * @return an operation that results in the string, or in null if there is none: if the key does not exist, and also,
     *     as {@code MGET} has it, if it holds a hash, a list or anything else that is not a string
     * @throws IllegalArgumentException if the key is null
     */
    public BatchableOperation<@Nullable String> get(String key) {
        if (key == null) {
            throw new IllegalArgumentException("RedisBatch.get expects a key, got null");
        }
        return new RedisGet(batcher, key);
    }
}
