package io.github.batch4j.spring.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ClassUtils;

/**
 * The limits of a pool of connections.
 *
 * @param size the number of connections at most
 * @param maxWait the longest wait for one
 */
record PoolLimits(int size, Duration maxWait) {

    /** The default of Hikari, taken for pools that are not known, too. */
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

    /** The size of a pool of Hikari whose size is not set, taken for those that are not known, too. */
    private static final PoolLimits OF_HIKARI = new PoolLimits(10, DEFAULT_WAIT);

    /** The size of a pool of Jedis whose size is not set, taken if it has no limit, too. */
    private static final PoolLimits OF_JEDIS = new PoolLimits(8, DEFAULT_WAIT);

    /** True if Hikari is on the class path. Without it the nested class cannot be loaded. */
    private static final boolean HIKARI = isPresent("com.zaxxer.hikari.HikariDataSource");

    /** True if Jedis and its pool are on the class path. Without them the nested class cannot be loaded. */
    private static final boolean JEDIS = isPresent("redis.clients.jedis.Jedis")
            && isPresent("org.apache.commons.pool2.impl.GenericObjectPoolConfig");

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, PoolLimits.class.getClassLoader());
    }

    static PoolLimits of(@Nullable DataSource source) {
        return source == null || !HIKARI ? OF_HIKARI : Hikari.limits(source);
    }

    static PoolLimits of(@Nullable RedisConnectionFactory connections) {
        return connections == null || !JEDIS ? OF_JEDIS : Jedis.limits(connections);
    }

    /** The part that needs the classes of Hikari and Spring JDBC. */
    private static final class Hikari {

        static PoolLimits limits(DataSource asked) {
            DataSource source = asked;
            while (source instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
                source = proxy.getTargetDataSource();
            }
            try {
                if (source instanceof HikariDataSource || source.isWrapperFor(HikariDataSource.class)) {
                    HikariDataSource pool = source.unwrap(HikariDataSource.class);
                    int size = pool.getMaximumPoolSize(); // below 1 until the pool has started
                    return new PoolLimits(
                            size < 1 ? OF_HIKARI.size : size, Duration.ofMillis(pool.getConnectionTimeout()));
                }
            } catch (SQLException | RuntimeException | AbstractMethodError unknown) {
                return OF_HIKARI;
            }
            return OF_HIKARI;
        }
    }

    /** The part that needs the classes of Jedis. */
    private static final class Jedis {

        static PoolLimits limits(RedisConnectionFactory connections) {
            if (connections instanceof JedisConnectionFactory jedis && jedis.getUsePool()) {
                GenericObjectPoolConfig<?> pool = jedis.getPoolConfig();
                if (pool != null) {
                    Duration wait = pool.getMaxWaitDuration();
                    return new PoolLimits(
                            pool.getMaxTotal() < 1 ? OF_JEDIS.size : pool.getMaxTotal(),
                            wait.isNegative() || wait.isZero() ? DEFAULT_WAIT : wait);
                }
            }
            return OF_JEDIS;
        }
    }
}
