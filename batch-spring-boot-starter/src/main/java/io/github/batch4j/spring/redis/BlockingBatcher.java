package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import io.github.batch4j.SharedCalls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Runs batches on the calling thread, through a connection of any driver. */
final class BlockingBatcher implements SharedCalls.PerAsker<RedisOperation<?>, @Nullable Object> {

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
        return run(operations).answers();
    }

    /** Asks for the operations of several executions. Each reads its values itself, from bytes of its own. */
    @Override
    public List<List<@Nullable Object>> runMerged(
            List<RedisOperation<?>> operations, List<SharedCalls.Part<RedisOperation<?>>> parts) throws Exception {
        CommandPlan plan = run(operations);
        plan.throwIfAllHaveFailed();
        int[] askers = new int[operations.size()];
        for (SharedCalls.Part<RedisOperation<?>> part : parts) {
            for (int i = 0; i < part.operations().size(); i++) {
                askers[part.index(i)]++;
            }
        }
        List<List<@Nullable Object>> answers = new ArrayList<>(parts.size());
        for (SharedCalls.Part<RedisOperation<?>> part : parts) {
            answers.add(BatchResults.whenRead(part.operations(), (operation, i) -> {
                Object reply = plan.reply(part.index(i));
                return operation.answer(askers[part.index(i)] == 1 ? reply : ReplyCopy.of(reply));
            }));
        }
        return answers;
    }

    private CommandPlan run(List<RedisOperation<?>> operations) throws Exception {
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
