package io.github.batch4j.spring.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.protocol.AsyncCommand;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/**
 * A connection of Lettuce for one attempt: the shared one, or one of its own, which is given back before the batch is
 * answered, since the code that gets the answer may need it at once.
 */
final class TakenConnection {

    private static final Log LOG = LogFactory.getLog(TakenConnection.class);

    private final RedisConnection connection;
    private final boolean dedicated;
    private final boolean pooled;
    private final boolean cluster;
    private final StatefulConnection<byte[], byte[]> driver;

    /** Takes a connection, which may have to be opened first. */
    TakenConnection(LettuceConnectionFactory connections) {
        this.dedicated = !connections.getShareNativeConnection();
        this.pooled = connections.getClientConfiguration() instanceof LettucePoolingClientConfiguration;
        this.connection = connections.getConnection();
        // Takes a connection from a pool; if that fails there is none to close.
        Object commands = connection.getNativeConnection();
        this.cluster = commands instanceof RedisAdvancedClusterAsyncCommands;
        this.driver = driverOf(commands);
    }

    /**
     * The driver's connection, by which alone several commands are written together. Spring Data makes it for bytes.
     */
    @SuppressWarnings({"deprecation", "unchecked"})
    private static StatefulConnection<byte[], byte[]> driverOf(Object commands) {
        return commands instanceof RedisAdvancedClusterAsyncCommands<?, ?> cluster
                ? (StatefulConnection<byte[], byte[]>) cluster.getStatefulConnection()
                : ((RedisAsyncCommands<byte[], byte[]>) commands).getStatefulConnection();
    }

    StatefulConnection<byte[], byte[]> driver() {
        return driver;
    }

    boolean isOfCluster() {
        return cluster;
    }

    /**
     * Gives it back, then goes on. Not on the driver's thread, which a connection that is being closed may wait for.
     */
    void giveBack(Runnable then) {
        if (dedicated) {
            RedisThreads.INSTANCE.execute(() -> {
                close();
                then.run();
            });
        } else {
            close();
            then.run();
        }
    }

    /**
     * Gives it back to its pool when Redis has replied to all calls that were given up, such as a {@code BLPOP}, and
     * goes on without waiting for that. The next user of the connection would wait behind them. Without a pool it is
     * closed.
     */
    void giveBackAnswered(Runnable then) {
        if (dedicated && pooled && !cluster) {
            drain();
            then.run();
        } else {
            giveBack(then);
        }
    }

    /** Sends a {@code PING}, whose reply comes after all others. */
    private void drain() {
        AsyncCommand<byte[], byte[], @Nullable Object> ping = LettuceCommands.ping();
        ping.onComplete((reply, failure) -> {
            if (failure instanceof RedisCommandTimeoutException) { // still none
                drain();
            } else {
                RedisThreads.INSTANCE.execute(this::close);
            }
        });
        try {
            driver.dispatch(ping);
        } catch (RuntimeException failure) {
            ping.completeExceptionally(failure);
        }
    }

    /** Closes it. A failure is logged only, since the batch has its answers. */
    private void close() {
        try {
            connection.close();
        } catch (RuntimeException failure) {
            LOG.warn("A connection to Redis could not be closed", failure);
        }
    }
}
