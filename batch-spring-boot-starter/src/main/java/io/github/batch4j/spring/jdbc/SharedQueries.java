package io.github.batch4j.spring.jdbc;

import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.support.Checks;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/** The limit of the queries that are shared by executions, and the choice of those that may be. */
final class SharedQueries {

    private static final Logger LOG = LoggerFactory.getLogger(SharedQueries.class);

    private final AtomicBoolean warned = new AtomicBoolean();
    private final boolean all;
    private final SingletonSupplier<SharedCalls> calls;

    /**
     * Makes the choice.
     *
     * @param all true if loaders share their queries unless they have another setting
     * @param calls the limit, asked for when it is first needed
     */
    SharedQueries(boolean all, Supplier<SharedCalls> calls) {
        this.all = all;
        this.calls = SingletonSupplier.of(calls);
    }

    /**
     * The extent to which a loader shares its queries.
     *
     * @param queries null if no limit is set
     * @param chosen the setting of the loader, null if it has none
     */
    static JdbcSharing of(@Nullable SharedQueries queries, @Nullable JdbcSharing chosen, RowReducer<?> rows) {
        if (queries == null || (chosen == null && !queries.all)) {
            return JdbcSharing.NONE;
        }
        if (chosen != null) {
            return chosen;
        }
        return rows.areAnswersImmutable() ? JdbcSharing.ANSWERS : JdbcSharing.QUERIES;
    }

    /**
     * Checks the setting of a loader.
     *
     * @param queries null if no limit is set
     * @param method the method that it was given to, for messages
     */
    static JdbcSharing check(@Nullable SharedQueries queries, JdbcSharing chosen, String method) {
        if (queries == null && Checks.notNull(chosen, method, "a JdbcSharing") != JdbcSharing.NONE) {
            throw new IllegalStateException(method + " expects a JdbcBatch with a limit of shared queries, got one"
                    + " without; set it by JdbcBatch.Builder.shareQueries");
        }
        return Checks.notNull(chosen, method, "a JdbcSharing");
    }

    /**
     * The limit for a query of the current thread; null if the query must not be shared, since it would run on a
     * connection that is bound to the thread, or on that of another database.
     *
     * @param routing true if the connections of the data source are known to belong to several databases or users
     */
    @Nullable
    SharedCalls here(@Nullable DataSource source, boolean routing) {
        if (source == null
                || TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.hasResource(source)) {
            return null;
        }
        SharedCalls limit = calls.obtain();
        if (limit.isPartitioned() || !(routing || Routing.mayGoByThread(source))) {
            return limit;
        }
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Queries are not shared: {} may choose its connection by the thread. Declare a BatchPartition of"
                            + " what it goes by; one that is always null if it goes by nothing.",
                    source.getClass().getName());
        }
        return null;
    }
}
