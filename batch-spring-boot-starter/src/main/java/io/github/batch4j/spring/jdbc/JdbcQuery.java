package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.support.Checks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * A query with a text of your own. Made by {@link JdbcBatch#sql}. It is asked as it is, or by many keys at once:
 *
 * <pre>{@code
 * JdbcQuery newest = jdbc.sql("select id from users order by id desc limit :most").named("newest");
 * BatchableOperation<List<Long>> tenNewest = newest.param("most", 10).list(Long.class);
 *
 * JdbcLoader<Long, User> users = jdbc.sql("select id, name from users where id in (:keys)")
 *         .keyedBy(Long.class, "id")
 *         .one(User.class);
 * }</pre>
 *
 * <p>An operation of {@link #list(Class) list} or {@link #one(Class) one} is one statement, on the calling thread, in
 * its transaction if there is one. Operations are equal if they were made by the same {@link JdbcBatch} from the same
 * text, name and values for the same kind of answer: the same type, or the same {@link RowMapper}. Equal ones are asked
 * once in a step, and their answers are kept by executors with a cache. A statement that fails, and a row that cannot
 * be mapped, fail the operation with a {@link org.springframework.dao.DataAccessException}.
 *
 * <p>Immutable and thread-safe.
 */
public final class JdbcQuery {

    private final Database database;
    private final StatementText text;
    private final String name;
    private final boolean cached;
    private final @Nullable JdbcSharing sharing;
    private final Arguments arguments;

    JdbcQuery(
            Database database,
            StatementText text,
            String name,
            boolean cached,
            @Nullable JdbcSharing sharing,
            Arguments arguments) {
        this.database = database;
        this.text = text;
        this.name = name;
        this.cached = cached;
        this.sharing = sharing;
        this.arguments = arguments;
    }

    /**
     * Names the query in traces and error messages. The default is {@code jdbc}.
     *
     * @param name the name
     * @return the same query with this name
     */
    public JdbcQuery named(String name) {
        return new JdbcQuery(
                database, text, Checks.text(name, "JdbcQuery.named", "a name"), cached, sharing, arguments);
    }

    /**
     * Asks the database each time, even if the executor has a cache.
     *
     * @return the same query, of which no answer is kept
     */
    public JdbcQuery withoutCache() {
        return new JdbcQuery(database, text, name, false, sharing, arguments);
    }

    /**
     * Sets the extent to which the query is shared with other executions that ask it with equal values at the same
     * time, in place of the setting of {@link JdbcBatch.Builder#shareQueries}.
     *
     * @param sharing the extent
     * @return the same query with this setting
     * @throws IllegalStateException if it is to be shared and the {@link JdbcBatch} has no limit for that
     */
    public JdbcQuery sharing(JdbcSharing sharing) {
        return new JdbcQuery(
                database,
                text,
                name,
                cached,
                SharedQueries.check(database.shared(), sharing, "JdbcQuery.sharing"),
                arguments);
    }

    /**
     * Sets the value of a parameter.
     *
     * @param name the name of a parameter of the text
     * @param value its value, possibly null; or a collection of values, for {@code in (:name)}; collections, arrays,
     *     dates and calendars are copied
     * @return the same query with this value
     * @throws IllegalArgumentException if the text has no such parameter, or the value is an empty collection or a
     *     collection of collections
     */
    public JdbcQuery param(String name, @Nullable Object value) {
        return with(arguments.with(text.names(), name, value, "JdbcQuery.param"));
    }

    /**
     * Sets the values of several parameters.
     *
     * @param params the values by name, as for {@link #param}; names that the text does not have are ignored
     * @return the same query with these values
     * @throws IllegalArgumentException if a value is an empty collection or a collection of collections
     */
    public JdbcQuery params(Map<String, ? extends @Nullable Object> params) {
        return with(arguments.with(text.names(), params, "JdbcQuery.params"));
    }

    private JdbcQuery with(Arguments arguments) {
        return new JdbcQuery(database, text, name, cached, sharing, arguments);
    }

    /**
     * Reads all rows.
     *
     * @param <V> the type of what a row is mapped to
     * @param mapper maps the rows, numbered from 0
     * @return an operation that results in an unmodifiable list, in the order of the rows
     * @throws IllegalStateException if a parameter has no value
     */
    public <V> BatchableOperation<List<V>> list(RowMapper<? extends V> mapper) {
        return operation(
                new RowReducer.Many<V>(Checks.notNull(mapper, "JdbcQuery.list", "a RowMapper"), 0), "JdbcQuery.list");
    }

    /**
     * Reads all rows into objects.
     *
     * @param <V> the type of what a row is mapped to
     * @param type a record or bean, whose properties are found by the names of the columns; or a simple type, for the
     *     first column
     * @return an operation that results in an unmodifiable list, in the order of the rows
     * @throws IllegalStateException if a parameter has no value
     */
    public <V> BatchableOperation<List<V>> list(Class<V> type) {
        return list(new TypeMapper<>(Checks.notNull(type, "JdbcQuery.list", "a type"), List.of()));
    }

    /**
     * Reads the only row.
     *
     * @param <V> the type of what the row is mapped to
     * @param mapper maps the row, which has the number 0
     * @return an operation that results in null if there is no row, and fails with an
     *     {@link org.springframework.dao.IncorrectResultSizeDataAccessException} if there are several
     * @throws IllegalStateException if a parameter has no value
     */
    public <V> BatchableOperation<@Nullable V> one(RowMapper<? extends V> mapper) {
        return operation(
                new RowReducer.One<V>(Checks.notNull(mapper, "JdbcQuery.one", "a RowMapper"), false), "JdbcQuery.one");
    }

    /**
     * Reads the only row into an object.
     *
     * @param <V> the type of what the row is mapped to
     * @param type a record or bean, whose properties are found by the names of the columns; or a simple type, for the
     *     first column
     * @return an operation that results in null if there is no row, and fails with an
     *     {@link org.springframework.dao.IncorrectResultSizeDataAccessException} if there are several
     * @throws IllegalStateException if a parameter has no value
     */
    public <V> BatchableOperation<@Nullable V> one(Class<V> type) {
        return one(new TypeMapper<>(Checks.notNull(type, "JdbcQuery.one", "a type"), List.of()));
    }

    private <T extends @Nullable Object> BatchableOperation<T> operation(RowReducer<T> rows, String method) {
        List<String> missing = text.names().stream()
                .filter(parameter -> !arguments.names().contains(parameter))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(method + " expects a value for each parameter of '" + text
                    + "', got none for " + missing + "; set them by param(name, value), or read by many keys at once"
                    + " with keyedBy, which takes 'in (:keys)'");
        }
        return new QueryOperation<>(
                new QueryBatcher<>(
                        database, text, name, cached, SharedQueries.of(database.shared(), sharing, rows), rows),
                arguments);
    }

    /**
     * Asks for many keys at once: the text needs {@code in (:keys)} once, which becomes a join with the keys if that is
     * possible.
     *
     * @param <K> the type of the keys
     * @param type {@code Long}, {@code Integer}, {@code Short}, {@code String}, {@code UUID}, {@code BigDecimal},
     *     {@code LocalDate}, {@code LocalDateTime}, {@code OffsetDateTime}, {@code Instant}, {@code Boolean},
     *     {@code byte[]}, an enum for the names of its constants, or a record whose components are of these types, but
     *     not {@code byte[]}
     * @param columns the columns of the result that hold what is compared with {@code (:keys)}: one, or one for each
     *     component of the record, in order
     * @return a query by this key
     * @throws IllegalArgumentException if {@code in (:keys)} is missing, comes more than once or after {@code not}; if
     *     the query of the keys, or one around it, has a clause that counts over all keys of a batch: {@code limit},
     *     {@code offset}, {@code fetch first}, {@code top}, a comparison with {@code rownum}, a window without
     *     {@code partition by}, or an aggregate without {@code group by}; if the type is none of these, the number of
     *     columns does not fit the type, or the columns have the names of the components but another order
     */
    public <K> JdbcKeyedQuery<K> keyedBy(Class<K> type, String... columns) {
        String method = "JdbcQuery.keyedBy";
        TextSource source = new TextSource(text.toString(), method);
        if (arguments.names().contains(TextSource.KEYS)) {
            throw new IllegalArgumentException(
                    method + " expects a query whose :keys have no values yet, got one with values by param: " + text);
        }
        return new JdbcKeyedQuery<>(
                database, source, KeyColumns.of(type, method, columns), name, cached, sharing, arguments);
    }

    @Override
    public String toString() {
        return name;
    }
}
