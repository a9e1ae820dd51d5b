package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The plan of a loader: how rows are asked for by key, and what they are reduced to.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the answers
 */
final class LoadPlan<K, V extends @Nullable Object> {

    final Database database;
    final QuerySource source;
    final KeyColumns<K> keys;
    final RowReducer<V> rows;
    final String name;
    final boolean cached;
    final JdbcSharing sharing;

    /** Made with the first batch, as it takes the dialect of the database. */
    private volatile @Nullable KeyStatement statement;

    LoadPlan(
            Database database,
            QuerySource source,
            KeyColumns<K> keys,
            RowReducer<V> rows,
            String name,
            boolean cached,
            JdbcSharing sharing) {
        this.database = database;
        this.source = source;
        this.keys = keys;
        this.rows = rows;
        this.name = name;
        this.cached = cached;
        this.sharing = sharing;
    }

    KeyStatement statement() {
        KeyStatement made = statement;
        if (made == null) {
            made = KeyStatements.of(database.dialect(), source, keys, rows, name);
            statement = made;
        }
        return made;
    }

    /** The largest number of keys in one statement. */
    int maxKeys() {
        return Math.min(database.maxBatchSize(), statement().maxKeys());
    }
}
