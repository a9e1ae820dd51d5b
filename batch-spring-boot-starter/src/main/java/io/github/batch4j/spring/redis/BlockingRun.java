package io.github.batch4j.spring.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The run of one batch on the calling thread: one attempt, or several if there are retries. */
final class BlockingRun {

    private final RedisConnectionFactory connections;
    private final List<RedisOperation<?>> operations;

    /** Null until there is a connection: its type shows if it leads to a cluster. */
    private @Nullable CommandPlan plan;

    BlockingRun(RedisConnectionFactory connections, List<RedisOperation<?>> operations) {
        this.connections = connections;
        this.operations = operations;
    }

    CommandPlan once() {
        try (RedisConnection connection = connections.getConnection()) {
            CommandPlan made = new CommandPlan(operations, connection instanceof RedisClusterConnection);
            new CallRunner(connections, connection).run(made.calls());
            return made;
        }
    }

    CommandPlan withRetries(ConnectionFailures policy) throws Exception {
        try {
            return new RetryTemplate(policy).execute(() -> attempt(policy));
        } catch (RetryException exhausted) {
            Throwable last = exhausted.getCause();
            if (plan != null && last instanceof DataAccessException) { // else the policy itself has failed
                return plan; // some of its calls have failed
            }
            throw last instanceof Exception cause ? cause : exhausted;
        }
    }

    private CommandPlan attempt(ConnectionFailures policy) {
        try (RedisConnection connection = connections.getConnection()) {
            CommandPlan made = plan;
            if (made == null) {
                made = new CommandPlan(operations, connection instanceof RedisClusterConnection);
                plan = made;
            }
            new CallRunner(connections, connection)
                    .run(made.calls().stream()
                            .filter(call -> !call.hasEnded() || policy.allowsRetry(call))
                            .toList());
            for (Call call : made.calls()) {
                RuntimeException failure = call.failure();
                if (failure != null && policy.allowsRetry(call)) {
                    throw failure;
                }
            }
            return made;
        }
    }
}
