package io.github.batch4j.spring.jdbc;

import io.github.batch4j.ThreadContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Batched access to a database: makes loaders, which ask for many keys by one statement, and writes that are sent
 * together.
 *
 * <pre>{@code
 * JdbcLoader<Long, User> users = jdbc.table("users").keyedBy(Long.class, "id").one(User.class);
 *
 * JdbcLoader<Long, List<Order>> orders = jdbc.sql("select * from orders where customer_id in (:keys) and total > 100")
 *         .keyedBy(Long.class, "customer_id")
 *         .many(Order.class);
 * }</pre>
 *
 * <p>All of it runs on the calling thread, through a {@link JdbcTemplate}: in the caller's transaction if there is one,
 * with the template's settings and exceptions, except its limit of rows, which is meant for one query. Thread-safe.
 */
public final class JdbcBatch {

    private final Database database;

    private JdbcBatch(Database database) {
        this.database = database;
    }

    /**
     * Access with default options.
     *
     * @param jdbc what to ask through
     * @return a new instance
     */
    public static JdbcBatch of(JdbcTemplate jdbc) {
        return builder(jdbc).build();
    }

    /**
     * Starts building access with options.
     *
     * @param jdbc what to ask through
     * @return a new builder
     */
    public static Builder builder(JdbcTemplate jdbc) {
        return new Builder(Checks.notNull(jdbc, "JdbcBatch.builder", "a JdbcTemplate"));
    }

    /**
     * A listener that lets the commit of a transaction count as a write, so that executors used on the thread
     * that commits forget what they keep of answers from databases: it may have written past the operations, by JPA for
     * instance. With the starter's auto-configuration Spring Boot gives it to the transaction managers that it
     * configures; one of your own needs it too:
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
     * A context that lets a commit in a body, which may run on a thread of its own, count for the caller of
     * {@code execute} too. The starter's executors have it; one that you build needs it to hear what the
     * {@link #transactionListener} does:
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
     * Begins a query of a table or view.
     *
     * @param table its name, of letters, digits and _, which may have that of a schema before it: {@code app.users}
     * @return a query of all columns
     * @throws IllegalArgumentException if the name has anything else in it
     */
    public JdbcQuery table(String table) {
        Identifiers.checkQualified(Checks.notNull(table, "JdbcBatch.table", "the name of a table"), "JdbcBatch.table");
        return new JdbcQuery(database, new TableSource(table, List.of(), List.of()));
    }

    /**
     * Begins a query by a text of one's own.
     *
     * @param text a query with {@code in (:keys)} in it once, which becomes {@code = any(?)} where the database has
     *     that; and with other parameters if need be, which {@link JdbcLoader#with} is to give
     * @return the query
     * @throws IllegalArgumentException if {@code in (:keys)} is not in it, or more than once, or after {@code not}; if
     *     there is a parameter without a name, a {@code ?}; or if the query of the keys, or one around it, has a clause
     *     that counts over all keys of a batch: {@code limit}, {@code offset}, {@code fetch first}, {@code top}, a
     *     comparison with {@code rownum}, a window without {@code partition by}, or an aggregate without
     *     {@code group by}
     */
    public JdbcQuery sql(String text) {
        return new JdbcQuery(database, new TextSource(text));
    }

    /**
     * Makes updates, inserts or deletes of a statement: all that are executed in one step are sent together.
     *
     * @param text the statement, with a parameter {@code :name} for each value
     * @return a maker of operations
     * @throws IllegalArgumentException if there is a parameter without a name, a {@code ?}
     */
    public JdbcUpdate update(String text) {
        return new JdbcUpdate(new WriteBatcher<>(database, WriteStatement.of(text, "JdbcBatch.update"), null));
    }

    /**
     * Makes inserts whose keys the database generates: all that are executed in one step are sent together.
     *
     * @param <K> the type of the generated keys
     * @param text the statement, with a parameter {@code :name} for each value
     * @param type the type of the generated key
     * @param column the column of the generated key
     * @return a maker of operations
     * @throws IllegalArgumentException if there is a parameter without a name, a {@code ?}
     */
    public <K> JdbcInsert<K> insert(String text, Class<K> type, String column) {
        GeneratedKey<K> key = new GeneratedKey<>(
                Checks.notNull(type, "JdbcBatch.insert", "the type of the generated key"),
                Checks.text(column, "JdbcBatch.insert", "the column of the generated key"));
        return new JdbcInsert<>(new WriteBatcher<>(database, WriteStatement.of(text, "JdbcBatch.insert"), key));
    }

    /** Builds access with options. Not thread-safe. */
    public static final class Builder {

        private final JdbcTemplate jdbc;
        private int maxBatchSize = 1000;
        private @Nullable Duration timeout;
        private @Nullable RetryPolicy retry;
        private @Nullable Boolean cache;

        private Builder(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        /**
         * Limits how many keys a statement asks for, or how many writes are sent together. More are split into several,
         * run one after the other. The database may have a limit below.
         *
         * @param maxBatchSize at least 1; 1000 unless this is set
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
         * Limits the time of each statement, as JDBC's query timeout, in place of that of the template. In a
         * transaction that has less time left, that holds.
         *
         * @param timeout how long it may take, above zero; rounded up to seconds
         * @return this builder
         * @throws IllegalArgumentException if it is not above zero
         */
        public Builder timeout(Duration timeout) {
            if (Checks.notNull(timeout, "JdbcBatch.Builder.timeout", "a Duration")
                            .isNegative()
                    || timeout.isZero()) {
                throw new IllegalArgumentException(
                        "JdbcBatch.Builder.timeout expects a Duration above zero, got " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Lets reads be tried again. Within a transaction none is, nor is any write.
         *
         * @param policy after which failures, how often, how soon; it should allow none but those of the connection
         * @return this builder
         */
        public Builder retry(RetryPolicy policy) {
            this.retry = Checks.notNull(policy, "JdbcBatch.Builder.retry", "a RetryPolicy");
            return this;
        }

        /**
         * Says whether executors that keep answers may keep these. Unless this is set they do, but not if the
         * {@code DataSource} is one of several databases or users, such as Spring's {@code AbstractRoutingDataSource}:
         * set it to true there if the executors have a {@link io.github.batch4j.BatchPartition}. None are kept within a
         * transaction. Any write by an instance of the same {@code DataSource} makes executors forget all that was read
         * from it, and so does the commit of a transaction on the same thread that the {@link #transactionListener}
         * hears of.
         *
         * @param cache whether they may
         * @return this builder
         */
        public Builder cache(boolean cache) {
            this.cache = cache;
            return this;
        }

        /**
         * Makes access with the options set so far.
         *
         * @return a new instance, whose loaders share no batches with those of others
         */
        public JdbcBatch build() {
            Integer seconds = timeout == null
                    ? null
                    : (int) Math.min(
                            Integer.MAX_VALUE, timeout.plusNanos(999_999_999).toSeconds());
            return new JdbcBatch(new Database(jdbc, seconds, maxBatchSize, retry, cache));
        }
    }
}
