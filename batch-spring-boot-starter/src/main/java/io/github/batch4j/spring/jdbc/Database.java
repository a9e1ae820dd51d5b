package io.github.batch4j.spring.jdbc;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is asked, and how: on the calling thread, so in the caller's transaction if there is one. */
final class Database {

    private final JdbcTemplate jdbc;
    private final Statements statements;
    private final int maxBatchSize;
    private final @Nullable RetryTemplate retry;
    private final boolean cached;

    /** Found out when it is first needed: the database need not be there when the application starts. */
    private volatile @Nullable Dialect dialect;

    Database(
            JdbcTemplate jdbc,
            @Nullable Integer timeout,
            int maxBatchSize,
            @Nullable RetryPolicy retry,
            boolean cached) {
        this.jdbc = jdbc;
        this.statements = new Statements(jdbc, timeout);
        this.maxBatchSize = maxBatchSize;
        this.retry = retry == null ? null : new RetryTemplate(retry);
        this.cached = cached;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    Statements statements() {
        return statements;
    }

    int maxBatchSize() {
        return maxBatchSize;
    }

    Dialect dialect() {
        Dialect known = dialect;
        if (known == null) {
            known = jdbc.execute((ConnectionCallback<Dialect>) connection -> Dialect.of(connection.getMetaData()));
            dialect = known;
        }
        return known;
    }

    /**
     * Asks, and asks again if that is wanted. Not within a transaction: when its connection has failed it is over, and what
     * was asked again would be asked outside of it.
     */
    <T extends @Nullable Object> T read(Supplier<T> question) {
        return retry == null || isInTransaction() ? question.get() : retry.invoke(question);
    }

    /** What reads of this database read; null within a transaction, where each is to see what its isolation lets it see. */
    @Nullable
    Object reads(boolean cache) {
        return cache && cached && !isInTransaction() ? writes() : null;
    }

    /** What any write changes: the database, whoever else asks it. */
    Object writes() {
        DataSource source = jdbc.getDataSource();
        while (source instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
            source = proxy.getTargetDataSource();
        }
        return source == null ? this : source;
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }
}
