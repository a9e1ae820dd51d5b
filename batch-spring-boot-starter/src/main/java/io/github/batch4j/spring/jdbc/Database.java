package io.github.batch4j.spring.jdbc;

import io.github.batch4j.SharedCalls;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A database and the options of access to it. Statements run on the calling thread, so in its transaction if any. */
final class Database {

    private final JdbcTemplate jdbc;
    private final Statements statements;
    private final int maxBatchSize;
    private final @Nullable RetryTemplate retry;
    private final @Nullable Boolean cached;
    private final @Nullable SharedQueries shared;

    /** True if the data source routes, found when first needed; null before. */
    private volatile @Nullable Boolean routing;

    /** The last reading; it usually serves for a whole batch. */
    private volatile @Nullable Reading last;

    /** The dialect, found when first needed: the database may be away when the application starts. */
    private volatile @Nullable Dialect dialect;

    /**
     * Makes access to a database.
     *
     * @param timeout the query timeout of each statement in seconds; null for that of the template
     * @param cached true if executors may keep answers; null if they may unless the data source has several databases
     * @param shared the limit of shared queries; null if none are shared
     */
    Database(
            JdbcTemplate jdbc,
            @Nullable Integer timeout,
            int maxBatchSize,
            @Nullable RetryPolicy retry,
            @Nullable Boolean cached,
            @Nullable SharedQueries shared) {
        this.jdbc = jdbc;
        this.statements = new Statements(jdbc, timeout);
        this.maxBatchSize = maxBatchSize;
        this.retry = retry == null ? null : new RetryTemplate(retry);
        this.cached = cached;
        this.shared = shared;
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
     * Runs a read, with retries if they are configured. Not within a transaction: it is over when its connection fails,
     * and a retry would run outside of it.
     */
    <T extends @Nullable Object> T read(Supplier<T> question) {
        return retry == null || isInTransaction() ? question.get() : retry.invoke(question);
    }

    /** True if a statement that has just failed has ended the transaction of the caller. */
    boolean isTransactionAborted() {
        return isInTransaction() && dialect().abortsTransactions();
    }

    /** Makes JPA write what it holds back, if it takes part in the transaction. */
    void flush() {
        EntityManagers.flush(jdbc.getDataSource());
    }

    /**
     * The resources of a read of this database; null within a transaction, whose isolation decides what a read sees.
     */
    @Nullable
    Object reads(boolean cache) {
        return cache && isCached() && !isInTransaction() ? reading().resources : null;
    }

    /** The resources: the database, changed by any write on any thread, and its state until a commit on this thread. */
    private Reading reading() {
        Object database = writes();
        Object mark = LastCommit.mark();
        Reading reading = last;
        if (reading == null || reading.database != database || reading.lastCommit != mark) {
            reading = new Reading(database, mark, Set.of(database, new State(mark)));
            last = reading;
        }
        return reading;
    }

    /** The resource that any write changes: the database, through whichever {@code JdbcBatch}. */
    Object writes() {
        DataSource source = target(jdbc.getDataSource());
        return source == null ? this : source;
    }

    private record Reading(Object database, Object lastCommit, Set<Object> resources) {}

    /** Equal until the next commit. */
    private record State(Object lastCommit) {}

    /** The data source behind those that only delegate. */
    static @Nullable DataSource target(@Nullable DataSource source) {
        DataSource target = source;
        while (target instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
            target = proxy.getTargetDataSource();
        }
        return target;
    }

    private boolean isCached() {
        return cached != null ? cached : !isRouting();
    }

    private boolean isRouting() {
        Boolean known = routing;
        if (known == null) {
            known = Routing.isRouting(jdbc.getDataSource());
            routing = known;
        }
        return known;
    }

    /** The limit of shared queries, possibly null, and the choice of those that are shared. */
    @Nullable
    SharedQueries shared() {
        return shared;
    }

    /** The limit that a query on the current thread shares with other executions; null if it is not to be shared. */
    @Nullable
    SharedCalls sharedCalls() {
        return shared == null ? null : shared.here(jdbc.getDataSource(), isRouting());
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }
}
