package io.github.batch4j.spring.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.UserCredentialsDataSourceAdapter;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Data sources whose connections lead to one database or another, or are those of one user or another. */
final class Routing {

    private Routing() {}

    /** Whether a data source is one, or stands before one. */
    static boolean isRouting(@Nullable DataSource source) {
        DataSource behind = source;
        while (behind instanceof DelegatingDataSource proxy && !(behind instanceof UserCredentialsDataSourceAdapter)) {
            behind = proxy.getTargetDataSource();
        }
        return behind instanceof AbstractRoutingDataSource
                || behind instanceof UserCredentialsDataSourceAdapter
                || (behind != null && isWrapper(behind));
    }

    /** Whether a proxy that Spring does not know says that it stands before one. */
    private static boolean isWrapper(DataSource source) {
        try {
            return source.isWrapperFor(AbstractRoutingDataSource.class);
        } catch (SQLException | RuntimeException | AbstractMethodError unknown) {
            return false;
        }
    }
}
