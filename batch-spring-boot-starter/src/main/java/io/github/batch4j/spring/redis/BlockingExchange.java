package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchResults;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** One batch on the calling thread: sends what it takes, again if need be. */
final class BlockingExchange {

    private final RedisConnectionFactory connections;
    private final List<RedisOperation<?>> operations;

    /** Null until there is a connection, which tells whether it leads to a cluster. */
    private @Nullable Exchange exchange;

    BlockingExchange(RedisConnectionFactory connections, List<RedisOperation<?>> operations) {
        this.connections = connections;
        this.operations = operations;
    }

    BatchResults<@Nullable Object> run() {
        try (RedisConnection connection = connections.getConnection()) {
            Exchange sent = new Exchange(operations, connection instanceof RedisClusterConnection);
            new Pipeline(connections, connection).run(sent.calls());
            return sent.answers();
        }
    }

    BatchResults<@Nullable Object> run(ConnectionFailures policy) throws Exception {
        try {
            return new RetryTemplate(policy).execute(() -> attempt(policy));
        } catch (RetryException exhausted) {
            Throwable last = exhausted.getCause();
            if (exchange != null && last instanceof DataAccessException) { // else it is the policy that has failed
                return exchange.answers(); // of which some are the failures
            }
            throw last instanceof Exception cause ? cause : exhausted;
        }
    }

    private BatchResults<@Nullable Object> attempt(ConnectionFailures policy) {
        try (RedisConnection connection = connections.getConnection()) {
            Exchange sent = exchange;
            if (sent == null) {
                sent = new Exchange(operations, connection instanceof RedisClusterConnection);
                exchange = sent;
            }
            new Pipeline(connections, connection)
                    .run(sent.calls().stream()
                            .filter(call -> !call.hasEnded() || policy.allowsRetry(call))
                            .toList());
            for (Call call : sent.calls()) {
                RuntimeException failure = call.failure();
                if (failure != null && policy.allowsRetry(call)) {
                    throw failure;
                }
            }
            return sent.answers();
        }
    }
}
