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
 * A connection of Lettuce for one batch: the shared one, or one that has to be given back before the batch answers,
 * since whoever hears of the answer may need it at once.
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
        // Takes one from a pool; if that fails there is none to close.
        Object commands = connection.getNativeConnection();
        this.cluster = commands instanceof RedisAdvancedClusterAsyncCommands;
        this.driver = driverOf(commands);
    }

    /** The only way to write several commands as one; Spring Data's connections are made for bytes. */
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

    /** Gives it back, then goes on. Not on the driver's thread, for which a connection that is closed may wait. */
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
     * Gives it back to its pool when Redis has answered all that was given up, such as a {@code BLPOP}, and goes on
     * without waiting for that. Whoever got it before would wait behind it. One without a pool is closed.
     */
    void giveBackAnswered(Runnable then) {
        if (dedicated && pooled && !cluster) {
            drain();
            then.run();
        } else {
            giveBack(then);
        }
    }

    /** Asks for a sign of life, which comes after all other answers. */
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

    /** A batch has its answers even if this fails. */
    private void close() {
        try {
            connection.close();
        } catch (RuntimeException failure) {
            LOG.warn("A connection to Redis could not be closed", failure);
        }
    }
}
