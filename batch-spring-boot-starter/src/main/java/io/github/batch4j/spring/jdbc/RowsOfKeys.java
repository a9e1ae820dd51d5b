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

/** The rows of a batch by their keys. What goes wrong with a row is the failure of its key. */
final class RowsOfKeys<K, V extends @Nullable Object> implements ResultSetExtractor<@Nullable Void> {

    private final LoadPlan<K, V> plan;
    private final List<K> asked;

    /** The result of each key so far, or the failure of one of its rows. */
    private final Map<@Nullable Object, Object> rows;

    /** Why the key of a row could not be read, if that has happened. */
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
                rows.put(inMap, add(soFar, key, result));
            }
        }
        return null;
    }

    private Object add(@Nullable Object soFar, @Nullable Object key, ResultSet row) {
        try {
            return plan.use.add(soFar, key, row);
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
        RuntimeException unasked = unreadable != null
                ? unasked("cannot be read as " + plan.keys.types(), unreadable)
                : found.hasUnasked() ? unasked(found.unasked()) : null;
        int[] next = {0};
        return BatchResults.of(asked, key -> answer(found.of(next[0]++), unasked));
    }

    private V answer(@Nullable Object found, @Nullable RuntimeException unasked) {
        if (found instanceof Failed failed) {
            throw failed.failure;
        }
        if (found == null && unasked != null) {
            throw unasked;
        }
        return plan.use.answer(found);
    }

    private RuntimeException unasked(@Nullable Object key) {
        return unasked(
                "is " + (key == null ? "null" : "'" + Shown.key(key) + "'") + ", which nobody has asked for", null);
    }

    private RuntimeException unasked(String what, @Nullable Exception cause) {
        return new InvalidDataAccessApiUsageException(
                plan.name + " has returned a row whose key " + plan.keys + " " + what
                        + ", so this key may have rows that were not recognised. Is it the right column? Does the"
                        + " database take keys for equal that are not, as by a collation that ignores case?",
                cause);
    }

    private record Failed(RuntimeException failure) {}
}
