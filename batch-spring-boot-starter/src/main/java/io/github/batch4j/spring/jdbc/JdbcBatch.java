package io.github.batch4j.spring.jdbc;

import io.github.batch4j.SharedCalls;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.support.Checks;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Batched access to a database: makes loaders, which read many keys by one statement, writes that are sent together,
 * and single queries.
 *
 * <pre>{@code
 * JdbcLoader<Long, User> users = jdbc.table("users").keyedBy(Long.class, "id").one(User.class);
 *
 * JdbcLoader<Long, List<Order>> orders = jdbc.sql("select * from orders where customer_id in (:keys) and total > 100")
 *         .keyedBy(Long.class, "customer_id")
 *         .many(Order.class);
 * }</pre>
 *
 * <p>Statements run on the calling thread, through a {@link JdbcTemplate}: in the caller's transaction if there is one,
 * with the template's settings and exceptions. Only its limit of rows does not apply to batches, as it is meant for one
 * query. Thread-safe.
 */
public final class JdbcBatch {

    private final Database database;

    private JdbcBatch(Database database) {
        this.database = database;
    }

    /**
     * Makes access with default options.
     *
     * @param jdbc the template that statements run through
     * @return a new instance
     */
    public static JdbcBatch of(JdbcTemplate jdbc) {
        return builder(jdbc).build();
    }

    /**
     * Starts building access with options.
     *
     * @param jdbc the template that statements run through
     * @return a new builder
     */
    public static Builder builder(JdbcTemplate jdbc) {
        return new Builder(Checks.notNull(jdbc, "JdbcBatch.builder", "a JdbcTemplate"));
    }

    /**
     * A listener by which the commit of a transaction counts as a write: executors that are used on the committing
     * thread drop the kept answers of databases, as the transaction may have written past the operations, through JPA
     * for instance. With the starter's auto-configuration Spring Boot adds it to the transaction managers that it
     * configures; add it to one of your own:
     *
     * <pre>{@code
     * transactionManager.addListener(JdbcBatch.transactionListener());
     * }</pre>
     *
     * @return the listener, always the same, thread-safe
     */
    public static TransactionExecutionListener transactionListener() {
        return LastCommit.LISTENER;
    }

    /**
     * A context by which a commit in a body, which may run on a thread of its own, counts for the caller of
     * {@code execute} too. The starter's executors have it; add it to an executor that you build, together with the
     * {@link #transactionListener}:
     *
     * <pre>{@code
     * BatchExecutor.builder().threadContext(JdbcBatch.threadContext()).build();
     * }</pre>
     *
     * @return the context, always the same, thread-safe
     */
    public static ThreadContext threadContext() {
        return LastCommit.CONTEXT;
    }

    /**
     * Starts a query of a table or view.
     *
     * @param table its name, of letters, digits and _, possibly with that of a schema before it: {@code app.users}
     * @return a query of all columns
     * @throws IllegalArgumentException if the name has any other character
     */
    public JdbcTable table(String table) {
        Identifiers.checkQualified(Checks.notNull(table, "JdbcBatch.table", "the name of a table"), "JdbcBatch.table");
        return new JdbcTable(database, new TableSource(table));
    }

    /**
     * Starts a query with a text of your own.
     *
     * @param text the query, which must only read, with a parameter {@code :name} for each value; with
     *     {@code in (:keys)} to read by key
     * @return the query
     * @throws IllegalArgumentException if the text is empty, has a parameter without a name, a {@code ?}, or writes: if
     *     it does not begin with {@code select}, {@code with}, {@code values} or {@code table}, has an {@code insert},
     *     {@code update}, {@code delete}, {@code merge} or {@code select into} in it, or takes a value from a sequence
     */
    public JdbcQuery sql(String text) {
        StatementText query = StatementText.of(text, "JdbcBatch.sql", "the text of a query");
        String write = WriteClauses.find(text);
        if (write != null) {
            throw new IllegalArgumentException("JdbcBatch.sql expects a query that only reads, since equal ones run"
                    + " once, are cached and may be retried, got '" + write + "'; use JdbcBatch.update, or"
                    + " JdbcBatch.insert for a generated key: " + text);
        }
        return new JdbcQuery(database, query, "jdbc", true, null, Arguments.NONE);
    }

    /**
     * Makes updates, inserts or deletes with a statement: all of one step are sent together.
     *
     * @param text the statement, with a parameter {@code :name} for each value
     * @return the statement, without values
     * @throws IllegalArgumentException if the text is empty, has a parameter without a name, a {@code ?}, has
     *     {@code returning}, or is a query
     */
    public JdbcUpdate update(String text) {
        StatementText statement = StatementText.of(text, "JdbcBatch.update", "a statement");
        ReturnedRows.check(statement, "JdbcBatch.update");
        return new JdbcUpdate(
                new WriteBatcher<>(database, statement, null, statement.toString()), WriteValues.none(statement));
    }

    /**
     * Makes inserts whose keys the database generates: all of one step are sent together.
     *
     * @param <K> the type of the generated keys
     * @param text the statement, with a parameter {@code :name} for each value
     * @param type the type of the generated key
     * @param column the column of the generated key
     * @return the statement, without values
     * @throws IllegalArgumentException if the text is empty, has a parameter without a name, a {@code ?}, has
     *     {@code returning}, or is a query
     */
    public <K> JdbcInsert<K> insert(String text, Class<K> type, String column) {
        StatementText statement = StatementText.of(text, "JdbcBatch.insert", "a statement");
        ReturnedRows.check(statement, "JdbcBatch.insert");
        GeneratedKey<K> key = new GeneratedKey<>(
                Checks.notNull(type, "JdbcBatch.insert", "the type of the generated key"),
                Checks.text(column, "JdbcBatch.insert", "the column of the generated key"));
        return new JdbcInsert<>(
                new WriteBatcher<>(database, statement, key, statement.toString()), WriteValues.none(statement));
    }

    /** Builds access with options. Not thread-safe. */
    public static final class Builder {

        private final JdbcTemplate jdbc;
        private int maxBatchSize = 1000;
        private @Nullable Duration queryTimeout;
        private @Nullable RetryPolicy retry;
        private @Nullable Boolean cache;
        private @Nullable SharedQueries shared;

        private Builder(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        /**
         * Sets the largest number of keys in one statement, and of writes in one batch. More are split into several,
         * run one after the other. The database may have a lower limit.
         *
         * @param maxBatchSize at least 1; the default is 1000
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxBatchSize(int maxBatchSize) {
            if (maxBatchSize < 1) {
                throw new IllegalArgumentException(
                        "JdbcBatch.Builder.maxBatchSize expects at least 1, got " + maxBatchSize);
            }
            this.maxBatchSize = maxBatchSize;
            return this;
        }

        /**
         * Sets the query timeout of each statement, as JDBC has it, in place of that of the template. The rest of a
         * transaction's timeout counts if it is less.
         *
         * @param queryTimeout the time that a statement may take, above zero; rounded up to seconds
         * @return this builder
         * @throws IllegalArgumentException if it is not above zero
         */
        public Builder queryTimeout(Duration queryTimeout) {
            String method = "JdbcBatch.Builder.queryTimeout";
            if (Checks.notNull(queryTimeout, method, "a Duration").isNegative() || queryTimeout.isZero()) {
                throw new IllegalArgumentException(method + " expects a Duration above zero, got " + queryTimeout);
            }
            this.queryTimeout = queryTimeout;
            return this;
        }

        /**
         * Retries reads that fail. No read within a transaction is retried, and no write.
         *
         * @param policy decides after which failures, how often and when; it should include only failures of the
         *     connection
         * @return this builder
         */
        public Builder retry(RetryPolicy policy) {
            this.retry = Checks.notNull(policy, "JdbcBatch.Builder.retry", "a RetryPolicy");
            return this;
        }

        /**
         * Allows executors with a cache to keep answers, or forbids it. By default they may, unless the
         * {@code DataSource} leads to several databases or users, such as Spring's {@code AbstractRoutingDataSource}:
         * set it to true there if the executors have a {@link io.github.batch4j.BatchPartition}. No answers are kept
         * within a transaction. Every write by an instance of the same {@code DataSource} makes executors drop all
         * answers that were read from it, and so does the commit of a transaction on the same thread of which the
         * {@link #transactionListener} is notified.
         *
         * @param cache true to allow it
         * @return this builder
         */
        public Builder cache(boolean cache) {
            this.cache = cache;
            return this;
        }

        /**
         * Sets the limit of queries that are under way at once, so that those which find none free are merged with
         * those of other executions. It applies to reads outside of transactions, and to a routing data source only if
         * the limit has a partition. Without it nothing is shared.
         *
         * @param byDefault true if all loaders and single queries share their queries, but those that are made with
         *     {@link JdbcSharing#NONE}; false if only those do that are made with another {@link JdbcSharing}. By
         *     default the answers are shared, too, if they are of an immutable type: a simple one, or a record of such
         * @param calls the limit, called for when the first query is shared: the same for all that use the data source,
         *     of as many calls as its pool has connections, with the contexts that a {@code RowMapper} depends on
         * @return this builder
         */
        public Builder shareQueries(boolean byDefault, Supplier<SharedCalls> calls) {
            this.shared = new SharedQueries(
                    byDefault, Checks.notNull(calls, "JdbcBatch.Builder.shareQueries", "a supplier of SharedCalls"));
            return this;
        }

        /**
         * Makes access with the options set so far.
         *
         * @return a new instance, whose loaders share no batches with those of others
         */
        public JdbcBatch build() {
            Integer seconds = queryTimeout == null
                    ? null
                    : (int) Math.min(
                            Integer.MAX_VALUE,
                            queryTimeout.plusNanos(999_999_999).toSeconds());
            return new JdbcBatch(new Database(jdbc, seconds, maxBatchSize, retry, cache, shared));
        }
    }
}
