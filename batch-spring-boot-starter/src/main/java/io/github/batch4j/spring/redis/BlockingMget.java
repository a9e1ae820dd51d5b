package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/** {@code MGET} on the calling thread: for drivers that know no other way, such as Jedis. */
final class BlockingMget implements Batcher.Blocking<RedisGet, @Nullable String> {

    private final StringRedisTemplate redis;
    private final int maxBatchSize;

    BlockingMget(StringRedisTemplate redis, int maxBatchSize) {
        this.redis = redis;
        this.maxBatchSize = maxBatchSize;
    }

    @Override
    public List<@Nullable String> runBatch(List<RedisGet> operations) {
        return redis.opsForValue().multiGet(RedisGet.keys(operations));
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int maxBatchSize() {
        return maxBatchSize;
    }
}
