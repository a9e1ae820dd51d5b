package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.ResultSetExtractor;

/** The rows of a batch by key. A row that fails fails its key alone. */
final class RowsOfKeys<K, V extends @Nullable Object> implements ResultSetExtractor<@Nullable Void> {

    private final LoadPlan<K, V> plan;
    private final List<K> asked;

    /** The reduced rows of each key so far, or the failure of one of them. */
    private final Map<@Nullable Object, Object> rows;

    /** The failure to read the key of a row, null if there was none. */
    private @Nullable Exception unreadable;

    RowsOfKeys(LoadPlan<K, V> plan, List<K> asked) {
        this.plan = plan;
        this.asked = asked;
        this.rows = new HashMap<>(2 * asked.size());
    }

    @Override
    public @Nullable Void extractData(ResultSet result) throws SQLException {
        int[] columns = FoundColumns.of(plan.name, plan.keys, result);
        while (result.next()) {
            Object key;
            try {
                key = plan.keys.read(result, columns);
            } catch (SQLException | RuntimeException failure) {
                unreadable = failure;
                continue;
            }
            Object inMap = key == null ? null : plan.keys.inMap(key);
            Object soFar = rows.get(inMap);
            if (!(soFar instanceof Failed)) {
                rows.put(inMap, accumulate(soFar, key, result));
            }
        }
        return null;
    }

    private Object accumulate(@Nullable Object soFar, @Nullable Object key, ResultSet row) {
        try {
            return plan.rows.accumulate(soFar, key, row);
        } catch (SQLException failure) {
            return new Failed(new DataRetrievalFailureException(
                    plan.name + " cannot map a row of key " + Shown.key(key), failure));
        } catch (RuntimeException failure) {
            return new Failed(failure);
        }
    }

    /** The answers, in the order of the keys. */
    BatchResults<V> answers() {
        FoundRows found = new FoundRows(plan.keys, asked, rows);
        RuntimeException unexpected = unreadable != null
                ? unexpected("cannot be read as " + plan.keys.types(), unreadable)
                : found.hasUnexpected() ? unexpected(found.unexpected()) : null;
        return BatchResults.of(asked, (key, index) -> answer(found.of(index), unexpected));
    }

    private V answer(@Nullable Object found, @Nullable RuntimeException unexpected) {
        if (found instanceof Failed failed) {
            throw failed.failure;
        }
        if (found == null && unexpected != null) {
            throw unexpected;
        }
        return plan.rows.result(found);
    }

    private RuntimeException unexpected(@Nullable Object key) {
        return unexpected(
                "is " + (key == null ? "null" : "'" + Shown.key(key) + "'") + ", which nobody has asked for", null);
    }

    private RuntimeException unexpected(String what, @Nullable Exception cause) {
        return new InvalidDataAccessApiUsageException(
                plan.name + " has returned a row whose key " + plan.keys + " " + what
                        + ", so this key may have rows that were not recognised. Is it the right column? Does the"
                        + " database take keys for equal that are not, as by a collation that ignores case?",
                cause);
    }

    private record Failed(RuntimeException failure) {}
}
