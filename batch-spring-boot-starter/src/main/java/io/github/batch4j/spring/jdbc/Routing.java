package io.github.batch4j.spring.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.ShardingKeyDataSourceAdapter;
import org.springframework.jdbc.datasource.UserCredentialsDataSourceAdapter;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Recognises data sources whose connections belong to several databases or users. */
final class Routing {

    private Routing() {}

    /** Returns true if a data source routes, or delegates to one that does. */
    static boolean isRouting(@Nullable DataSource source) {
        DataSource behind = source;
        while (behind instanceof DelegatingDataSource proxy && !goesByThread(proxy)) {
            behind = proxy.getTargetDataSource();
        }
        return behind != null && (goesByThread(behind) || isWrapper(behind));
    }

    /**
     * Returns true if a data source is, or delegates to, a proxy of the application's own: one of a class that extends
     * Spring's may set a tenant, a user or a session variable of its connections by the thread.
     */
    static boolean mayGoByThread(DataSource source) {
        DataSource behind = source;
        while (behind instanceof DelegatingDataSource proxy) {
            if (!proxy.getClass().getName().startsWith("org.springframework.")) {
                return true;
            }
            behind = proxy.getTargetDataSource();
        }
        return false;
    }

    private static boolean goesByThread(DataSource source) {
        return source instanceof AbstractRoutingDataSource
                || source instanceof UserCredentialsDataSourceAdapter
                || source instanceof ShardingKeyDataSourceAdapter;
    }

    /** Returns true if a proxy that is not Spring's delegates to one that routes. */
    private static boolean isWrapper(DataSource source) {
        try {
            return source.isWrapperFor(AbstractRoutingDataSource.class);
        } catch (SQLException | RuntimeException | AbstractMethodError unknown) {
            return false;
        }
    }
}
