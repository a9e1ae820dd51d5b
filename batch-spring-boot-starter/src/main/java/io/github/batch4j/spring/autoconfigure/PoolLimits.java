package io.github.batch4j.spring.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
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

    /** The size of a pool of Jedis whose size is not set, taken for one without a limit, too. */
    private static final int JEDIS_SIZE = 8;

    /** True if Hikari is on the class path. Without it the nested class cannot be loaded. */
    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", PoolLimits.class.getClassLoader());

    static PoolLimits of(@Nullable DataSource source) {
        return source == null || !HIKARI ? OF_HIKARI : Hikari.limits(source);
    }

    /** The limits in Spring Boot's properties of a pool of Jedis, of which each may be no limit. */
    static PoolLimits ofJedis(PropertyResolver properties) {
        int size = properties.getProperty("spring.data.redis.jedis.pool.max-active", Integer.class, JEDIS_SIZE);
        Duration wait = properties.getProperty("spring.data.redis.jedis.pool.max-wait", Duration.class, DEFAULT_WAIT);
        return new PoolLimits(size < 1 ? JEDIS_SIZE : size, wait.isNegative() || wait.isZero() ? DEFAULT_WAIT : wait);
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
}
