package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Sends batches by Lettuce's asynchronous commands, which do not block the calling thread. */
final class LettuceBatcher implements Batcher.Async<RedisOperation<?>, @Nullable Object> {

    private final String name;
    private final LettuceConnectionFactory connections;
    private final int maxBatchSize;
    private final @Nullable Duration timeout;
    private final @Nullable ConnectionFailures retry;

    LettuceBatcher(
            String name,
            LettuceConnectionFactory connections,
            int maxBatchSize,
            @Nullable Duration timeout,
            @Nullable ConnectionFailures retry) {
        this.name = name;
        this.connections = connections;
        this.maxBatchSize = maxBatchSize;
        this.timeout = timeout;
        this.retry = retry;
    }

    @Override
    public CompletionStage<BatchResults<@Nullable Object>> sendBatch(List<RedisOperation<?>> operations) {
        CommandPlan plan = new CommandPlan(operations, connections.isClusterAware());
        return new LettuceRun(connections, plan, retry == null ? null : new Retries(retry)).start(timeout);
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
