package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Runs batches on the calling thread, through a connection of any driver. */
final class BlockingBatcher implements Batcher.Blocking<RedisOperation<?>, @Nullable Object> {

    private final String name;
    private final RedisConnectionFactory connections;
    private final int maxBatchSize;
    private final @Nullable ConnectionFailures retry;

    BlockingBatcher(
            String name, RedisConnectionFactory connections, int maxBatchSize, @Nullable ConnectionFailures retry) {
        this.name = name;
        this.connections = connections;
        this.maxBatchSize = maxBatchSize;
        this.retry = retry;
    }

    @Override
    public BatchResults<@Nullable Object> runBatch(List<RedisOperation<?>> operations) throws Exception {
        BlockingRun run = new BlockingRun(connections, operations);
        return retry == null ? run.once() : run.withRetries(retry);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int maxBatchSize() {
        return maxBatchSize;
    }

    @Override
    public String toString() {
        return name;
    }
}
