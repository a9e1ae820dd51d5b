package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** {@code MGET} that lets go of the calling thread. The only class here that needs Reactor. */
final class ReactiveMget implements Batcher.Async<RedisGet, @Nullable String> {

    private final ReactiveStringRedisTemplate redis;
    private final int maxBatchSize;

    ReactiveMget(ReactiveStringRedisTemplate redis, int maxBatchSize) {
        this.redis = redis;
        this.maxBatchSize = maxBatchSize;
    }

    @Override
    @SuppressWarnings("NullAway") // Reactor's types have no word for a list that has nulls in it
    public CompletionStage<List<@Nullable String>> sendBatch(List<RedisGet> operations) {
        return redis.opsForValue()
                .multiGet(RedisGet.keys(operations))
                .onErrorMap(failure -> !(failure instanceof DataAccessException), ReactiveMget::translated)
                .toFuture();
    }

    /** When a connection breaks under a command, the reactive template lets the driver's exception through as it is. */
    private static DataAccessException translated(Throwable failure) {
        return failure instanceof IOException
                ? new RedisConnectionFailureException("the connection to Redis broke", failure)
                : new RedisSystemException("MGET failed", failure);
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
