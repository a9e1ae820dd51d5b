package io.github.batch4j.spring.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;

/**
 * A query by a key, of which loaders are made by saying what is to be made of the rows. Immutable.
 *
 * @param <K> the type of the keys
 */
public final class JdbcKeyedQuery<K> {

    private final Database database;
    private final QuerySource source;
    private final KeyColumns<K> keys;
    private final String name;
    private final boolean cached;

    JdbcKeyedQuery(Database database, QuerySource source, KeyColumns<K> keys, String name, boolean cached) {
        this.database = database;
        this.source = source;
        this.keys = keys;
        this.name = name;
        this.cached = cached;
    }

    /**
     * Gives it a name for traces and error messages. Unless this is called, it is that of the table, or {@code jdbc}.
     *
     * @param name the name
     * @return the same query with this name
     */
    public JdbcKeyedQuery<K> named(String name) {
        return new JdbcKeyedQuery<>(database, source, keys, Checks.text(name, "named", "a name"), cached);
    }

    /**
     * Asks the database each time, even if the executor keeps what it has read.
     *
     * @return the same query, of which no answer is kept
     */
    public JdbcKeyedQuery<K> withoutCache() {
        return new JdbcKeyedQuery<>(database, source, keys, name, false);
    }

    /**
     * Reads the row of each key, of which there is at most one.
     *
     * @param <V> the type of the answers
     * @param mapper makes them of rows, each of which has the number 0
     * @return a loader that answers null for a key without a row, and fails a key that has several
     */
    public <V> JdbcLoader<K, @Nullable V> one(RowMapper<? extends V> mapper) {
        return loader(new RowUse.One<V>(Checks.notNull(mapper, "one", "a RowMapper")));
    }

    /**
     * Reads the row of each key, of which there is at most one, into an object.
     *
     * @param <V> the type of the answers
     * @param type a record or bean, whose properties are found by the names of columns; or a simple type, for the first
     *     column that is not of the key
     * @return a loader that answers null for a key without a row, and fails a key that has several
     */
    public <V> JdbcLoader<K, @Nullable V> one(Class<V> type) {
        return one(mapper(type, "one"));
    }

    /**
     * Reads all rows of each key.
     *
     * @param <V> the type of what is made of a row
     * @param mapper makes it; the rows of each key are numbered from 0
     * @return a loader that answers unmodifiable lists, in the order in which the database has the rows
     */
    public <V> JdbcLoader<K, List<V>> many(RowMapper<? extends V> mapper) {
        return loader(new RowUse.Many<V>(Checks.notNull(mapper, "many", "a RowMapper")));
    }

    /**
     * Reads all rows of each key into objects.
     *
     * @param <V> the type of what is made of a row
     * @param type as for {@link #one(Class)}
     * @return a loader that answers unmodifiable lists, in the order in which the database has the rows
     */
    public <V> JdbcLoader<K, List<V>> many(Class<V> type) {
        return many(mapper(type, "many"));
    }

    /**
     * Finds out whether a key has rows.
     *
     * @return a loader that answers true or false
     */
    public JdbcLoader<K, Boolean> exists() {
        return loader(new RowUse.Exists());
    }

    /**
     * Counts the rows of each key. Those of a table are counted by the database; those of a query of
     * {@link JdbcBatch#sql} are all sent, and counted when they come.
     *
     * @return a loader that answers their number, 0 if there are none
     */
    public JdbcLoader<K, Long> count() {
        return loader(new RowUse.Count(source instanceof TableSource));
    }

    private <V extends @Nullable Object> JdbcLoader<K, V> loader(RowUse<V> use) {
        return new JdbcLoader<>(new LoadPlan<>(database, source, keys, use, name, cached), Arguments.NONE);
    }

    private <V> RowMapper<V> mapper(Class<V> type, String method) {
        Checks.notNull(type, method, "a type");
        return BeanUtils.isSimpleProperty(type)
                ? new OneColumn<>(type, keys.names())
                : new SimplePropertyRowMapper<>(type);
    }
}
