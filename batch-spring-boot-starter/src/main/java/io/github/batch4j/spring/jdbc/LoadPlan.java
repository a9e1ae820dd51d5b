package io.github.batch4j.spring.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

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

    private volatile @Nullable String sql;

    LoadPlan(Database database, QuerySource source, KeyColumns<K> keys, RowUse<V> use, String name, boolean cached) {
        this.database = database;
        this.source = source;
        this.keys = keys;
        this.use = use;
        this.name = name;
        this.cached = cached;
    }

    /** How many keys one statement can ask for. */
    int maxKeys() {
        return Math.min(
                database.maxBatchSize(),
                database.dialect()
                        .maxKeys(isArray(), keys.count(), source.arguments().size()));
    }

    private boolean isArray() {
        return keys.areArrays(database.dialect());
    }

    /** The text of the statement, always the same but for the length of a list, which is a power of two. */
    String sql(int listed) {
        String text = sql;
        if (text == null) {
            text = source.sql(database.dialect(), keys, use);
            sql = text;
        }
        return listsConditions() ? text.replace("(:keys)", "(" + conditions(listed) + ")") : text;
    }

    private boolean listsConditions() {
        boolean lists = keys.count() > 1 && !isArray() && !database.dialect().tuples();
        if (lists && !source.canListConditions()) {
            throw new IllegalStateException(
                    database.dialect().product() + " does not compare rows, as 'in (:keys)' with" + " the key " + keys
                            + " would need; use JdbcBatch.table");
        }
        return lists;
    }

    private String conditions(int listed) {
        List<String> conditions = new ArrayList<>(listed);
        for (int i = 0; i < listed; i++) {
            List<String> parts = new ArrayList<>();
            for (int part = 0; part < keys.count(); part++) {
                parts.add(Identifiers.quote(keys.names().get(part), database.dialect()) + " = :keys_" + i + "_" + part);
            }
            conditions.add("(" + String.join(" and ", parts) + ")");
        }
        return String.join(" or ", conditions);
    }

    /** How many keys a list has for so many: the next power of two, or as many as there may be. */
    int listed(int size) {
        if (isArray()) {
            return size;
        }
        int power = size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
        return Math.max(size, Math.min(power, maxKeys()));
    }

    /** The values of the statement; a list repeats its last key. */
    SqlParameterSource parameters(List<K> asked, Map<String, ?> arguments, int listed) {
        MapSqlParameterSource parameters = new MapSqlParameterSource(arguments);
        if (isArray()) {
            for (int column = 0; column < keys.count(); column++) {
                parameters.addValue("keys_" + column, keys.array(asked, column));
            }
            return parameters;
        }
        List<Object> list = new ArrayList<>(listed);
        for (int i = 0; i < listed; i++) {
            Object[] parts = keys.parts(asked.get(Math.min(i, asked.size() - 1)));
            list.add(parts.length == 1 ? parts[0] : parts);
            for (int part = 0; listsConditions() && part < parts.length; part++) {
                parameters.addValue("keys_" + i + "_" + part, parts[part]);
            }
        }
        return listsConditions() ? parameters : parameters.addValue("keys", list);
    }
}
