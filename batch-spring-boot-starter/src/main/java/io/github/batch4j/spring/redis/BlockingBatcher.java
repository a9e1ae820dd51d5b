package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.SharedCalls.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Runs batches on the calling thread, through a connection of any driver. */
final class BlockingBatcher implements Batcher.Blocking<RedisOperation<?>, @Nullable Object> {

    private final String name;
    private final RedisConnectionFactory connections;
    private final int maxBatchSize;
    private final @Nullable ConnectionFailures retry;

    /** Runs batches within a limit that other executions share; null if there is none. */
    private final Batcher.@Nullable Blocking<RedisOperation<?>, @Nullable Object> shared;

    /**
     * Makes a batcher.
     *
     * @param calls the limit that batches of reads share with other executions; null if there is none
     */
    BlockingBatcher(
            String name,
            RedisConnectionFactory connections,
            int maxBatchSize,
            @Nullable ConnectionFailures retry,
            @Nullable SharedCalls calls) {
        this.name = name;
        this.connections = connections;
        this.maxBatchSize = maxBatchSize;
        this.retry = retry;
        this.shared = calls == null
                ? null
                : (Batcher.Blocking<RedisOperation<?>, @Nullable Object>) calls.share(new Shared(this));
    }

    @Override
    public List<@Nullable Object> runBatch(List<RedisOperation<?>> operations) throws Exception {
        return shared != null && areSharable(operations)
                ? shared.runBatch(operations)
                : run(operations).answers();
    }

    private static boolean areSharable(List<RedisOperation<?>> operations) {
        for (RedisOperation<?> operation : operations) {
            if (!operation.isSharable()) {
                return false;
            }
        }
        return true;
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

    /** The batches as other executions share them. */
    private record Shared(BlockingBatcher batcher)
            implements SharedCalls.PerAsker<RedisOperation<?>, @Nullable Object> {

        @Override
        public List<@Nullable Object> runBatch(List<RedisOperation<?>> operations) throws Exception {
            return batcher.run(operations).answers();
        }

        /** Asks for the operations of several executions. Each makes its values itself, on its own thread. */
        @Override
        public List<List<@Nullable Object>> runMerged(
                List<RedisOperation<?>> operations, List<Part<RedisOperation<?>>> parts) throws Exception {
            CommandPlan plan = batcher.run(operations);
            if (plan.hasFailed()) { // a connection that is lost is that of these commands alone
                throw new IllegalStateException("all commands have failed, and are sent again for each");
            }
            int[] askers = new int[operations.size()];
            for (Part<RedisOperation<?>> part : parts) {
                for (int i = 0; i < part.operations().size(); i++) {
                    askers[part.index(i)]++;
                }
            }
            List<List<@Nullable Object>> answers = new ArrayList<>(parts.size());
            for (Part<RedisOperation<?>> part : parts) {
                answers.add(BatchResults.whenRead(part.operations(), (operation, i) -> {
                    Object reply = ownReply(plan, part.index(i));
                    return operation.answer(askers[part.index(i)] == 1 ? reply : ReplyCopy.of(reply));
                }));
            }
            return answers;
        }

        /** The reply to an operation; throws a new exception if it has failed, as others may have the same one. */
        private static @Nullable Object ownReply(CommandPlan plan, int operation) {
            try {
                return plan.reply(operation);
            } catch (RedisSystemException failure) {
                throw new RedisSystemException(failure.getMessage(), failure);
            } catch (InvalidDataAccessApiUsageException failure) {
                throw new InvalidDataAccessApiUsageException(failure.getMessage(), failure);
            } catch (RedisConnectionFailureException failure) {
                throw new RedisConnectionFailureException(failure.getMessage(), failure);
            }
        }

        /** No connection could be had. */
        @Override
        public boolean isStoreFailure(Exception failure) {
            return failure instanceof RedisConnectionFailureException;
        }

        @Override
        public String name() {
            return batcher.name();
        }

        @Override
        public int maxBatchSize() {
            return batcher.maxBatchSize();
        }

        @Override
        public String toString() {
            return batcher.name();
        }
    }
}
