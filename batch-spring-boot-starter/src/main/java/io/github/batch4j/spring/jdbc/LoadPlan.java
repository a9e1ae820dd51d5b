package io.github.batch4j.spring.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of some keys are asked for, and what is made of them.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the answers
 */
final class LoadPlan<K, V extends @Nullable Object> {

    final Database database;
    final QuerySource source;
    final KeyColumns<K> keys;
    final RowUse<V> use;
    final String name;
    final boolean cached;

    /** Made when the database is first asked. */
    private volatile @Nullable KeyStatement statement;

    LoadPlan(Database database, QuerySource source, KeyColumns<K> keys, RowUse<V> use, String name, boolean cached) {
        this.database = database;
        this.source = source;
        this.keys = keys;
        this.use = use;
        this.name = name;
        this.cached = cached;
    }

    KeyStatement statement() {
        KeyStatement made = statement;
        if (made == null) {
            made = KeyStatement.of(database.dialect(), source, keys, use);
            statement = made;
        }
        return made;
    }

    /** Those of some keys that the database can have, mostly all. */
    List<K> possible(List<K> asked) {
        if (!keys.haveTexts()
                || database.dialect().hasZerosInTexts()
                || asked.stream().noneMatch(keys::hasZero)) {
            return asked;
        }
        return asked.stream().filter(key -> !keys.hasZero(key)).toList();
    }

    /** How many keys go into one statement. */
    int maxKeys() {
        return Math.min(database.maxBatchSize(), statement().maxKeys());
    }
}
