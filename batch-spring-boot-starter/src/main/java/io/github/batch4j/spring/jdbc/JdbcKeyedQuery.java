package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * A query by a key, which makes loaders. Made by {@link JdbcTable#keyedBy} and {@link JdbcQuery#keyedBy}. Immutable and
 * thread-safe.
 *
 * @param <K> the type of the keys
 */
public final class JdbcKeyedQuery<K> {

    private final Database database;
    private final QuerySource source;
    private final KeyColumns<K> keys;
    private final String name;
    private final boolean cached;
    private final @Nullable JdbcSharing sharing;
    private final Arguments arguments;

    JdbcKeyedQuery(
            Database database,
            QuerySource source,
            KeyColumns<K> keys,
            String name,
            boolean cached,
            @Nullable JdbcSharing sharing,
            Arguments arguments) {
        this.database = database;
        this.source = source;
        this.keys = keys;
        this.name = name;
        this.cached = cached;
        this.sharing = sharing;
        this.arguments = arguments;
    }

    /**
     * Names the query in traces and error messages. The default is the name of the table, or {@code jdbc}.
     *
     * @param name the name
     * @return the same query with this name
     */
    public JdbcKeyedQuery<K> named(String name) {
        return new JdbcKeyedQuery<>(
                database,
                source,
                keys,
                Checks.text(name, "JdbcKeyedQuery.named", "a name"),
                cached,
                sharing,
                arguments);
    }

    /**
     * Asks the database each time, even if the executor has a cache.
     *
     * @return the same query, of which no answer is kept
     */
    public JdbcKeyedQuery<K> withoutCache() {
        return new JdbcKeyedQuery<>(database, source, keys, name, false, sharing, arguments);
    }

    /**
     * Sets the extent to which loaders share their queries with other executions, in place of the setting of
     * {@link JdbcBatch.Builder#shareQueries}.
     *
     * @param sharing the extent
     * @return the same query with this setting
     * @throws IllegalStateException if queries are to be shared and the {@link JdbcBatch} has no limit for that
     */
    public JdbcKeyedQuery<K> sharing(JdbcSharing sharing) {
        return new JdbcKeyedQuery<>(
                database,
                source,
                keys,
                name,
                cached,
                SharedQueries.check(database.shared(), sharing, "JdbcKeyedQuery.sharing"),
                arguments);
    }

    /**
     * Reads the row of each key, of which there is at most one; with a {@link JdbcTable#limit} of 1 the first.
     *
     * @param <V> the type of the answers
     * @param mapper maps the rows, each of which has the number 0
     * @return a loader that answers null for a key without a row, and fails a key that has several
     */
    public <V> JdbcLoader<K, @Nullable V> one(RowMapper<? extends V> mapper) {
        return loader(new RowReducer.One<V>(Checks.notNull(mapper, "JdbcKeyedQuery.one", "a RowMapper"), limit() == 1));
    }

    /**
     * Reads the row of each key, of which there is at most one, into an object; with a {@link JdbcTable#limit} of 1 the
     * first.
     *
     * @param <V> the type of the answers
     * @param type a record or bean, whose properties are found by the names of the columns; or a simple type, for the
     *     first column that is not of the key
     * @return a loader that answers null for a key without a row, and fails a key that has several
     */
    public <V> JdbcLoader<K, @Nullable V> one(Class<V> type) {
        return one(new TypeMapper<>(Checks.notNull(type, "JdbcKeyedQuery.one", "a type"), keys.names()));
    }

    /**
     * Reads all rows of each key.
     *
     * @param <V> the type of what a row is mapped to
     * @param mapper maps the rows, numbered from 0 for each key
     * @return a loader that answers unmodifiable lists, in the order of {@link JdbcTable#orderBy} or of the text; it is
     *     undefined if there is none
     */
    public <V> JdbcLoader<K, List<V>> many(RowMapper<? extends V> mapper) {
        return loader(new RowReducer.Many<V>(Checks.notNull(mapper, "JdbcKeyedQuery.many", "a RowMapper"), limit()));
    }

    /**
     * Reads all rows of each key into objects.
     *
     * @param <V> the type of what a row is mapped to
     * @param type as for {@link #one(Class)}
     * @return a loader that answers unmodifiable lists, in an order as that of {@link #many(RowMapper)}
     */
    public <V> JdbcLoader<K, List<V>> many(Class<V> type) {
        return many(new TypeMapper<>(Checks.notNull(type, "JdbcKeyedQuery.many", "a type"), keys.names()));
    }

    /**
     * Checks the existence of rows for each key. A limit does not matter.
     *
     * @return a loader that answers true or false
     */
    public JdbcLoader<K, Boolean> exists() {
        return loader(new RowReducer.Exists());
    }

    /**
     * Counts the rows of each key. Those of a table are counted by the database; those of a query of
     * {@link JdbcBatch#sql} are all sent, and counted on arrival.
     *
     * @return a loader that answers their number, 0 if there are none
     * @throws IllegalStateException if the table has a {@link JdbcTable#limit}
     */
    public JdbcLoader<K, Long> count() {
        if (limit() > 0) {
            throw new IllegalStateException(
                    "JdbcKeyedQuery.count expects a query that reads all rows, got a limit of " + limit());
        }
        return loader(new RowReducer.Count(source instanceof TableSource));
    }

    private int limit() {
        return source instanceof TableSource table ? table.limit() : 0;
    }

    private <V extends @Nullable Object> JdbcLoader<K, V> loader(RowReducer<V> rows) {
        return new JdbcLoader<>(
                new LoadPlan<>(
                        database, source, keys, rows, name, cached, SharedQueries.of(database.shared(), sharing, rows)),
                arguments);
    }

    @Override
    public String toString() {
        return name;
    }
}
