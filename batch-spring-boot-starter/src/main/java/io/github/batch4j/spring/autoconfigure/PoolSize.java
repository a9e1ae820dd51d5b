package io.github.batch4j.spring.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ClassUtils;

/** The number of connections that a data source has at most. */
final class PoolSize {

    /** The size of a pool of Hikari whose size is not set, taken for those that are not known, too. */
    private static final int DEFAULT = 10;

    /** True if Hikari is on the class path. Without it the nested class cannot be loaded. */
    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", PoolSize.class.getClassLoader());

    private PoolSize() {}

    static int of(@Nullable DataSource source) {
        DataSource target = source;
        while (target instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
            target = proxy.getTargetDataSource();
        }
        return target == null || !HIKARI ? DEFAULT : Hikari.size(target);
    }

    /** The part that needs Hikari's class. */
    private static final class Hikari {

        static int size(DataSource source) {
            try {
                if (source instanceof HikariDataSource || source.isWrapperFor(HikariDataSource.class)) {
                    int size = source.unwrap(HikariDataSource.class).getMaximumPoolSize();
                    return size < 1 ? DEFAULT : size; // below 1 until the pool has started
                }
            } catch (SQLException | RuntimeException | AbstractMethodError unknown) {
                return DEFAULT;
            }
            return DEFAULT;
        }
    }
}
