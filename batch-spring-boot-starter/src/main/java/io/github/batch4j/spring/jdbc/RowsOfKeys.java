package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Gives each row to whoever has asked for its key. What goes wrong with a row is the failure of its key. */
final class RowsOfKeys<K, V extends @Nullable Object> implements ResultSetExtractor<@Nullable Void> {

    private final LoadPlan<K, V> plan;
    private final List<K> asked;
    private final AskedKeys indexes;

    /** What was made of the rows of each key, or the exception that it has met. */
    private final @Nullable Object[] rows;

    private @Nullable RuntimeException unasked;

    RowsOfKeys(LoadPlan<K, V> plan, List<K> asked) {
        this.plan = plan;
        this.asked = asked;
        this.indexes = new AskedKeys(plan.keys, asked);
        this.rows = new @Nullable Object[asked.size()];
    }

    @Override
    public @Nullable Void extractData(ResultSet result) throws SQLException {
        int[] columns = plan.keys.find(result);
        for (int number = 0; result.next(); number++) {
            Object key = plan.keys.read(result, columns);
            int index = indexes.indexOf(key);
            if (index < 0) {
                unasked = unasked == null ? unasked(key) : unasked;
            } else if (!(rows[index] instanceof Failed)) {
                rows[index] = add(rows[index], asked.get(index), result, number);
            }
        }
        return null;
    }

    private Object add(@Nullable Object soFar, Object key, ResultSet row, int number) {
        try {
            return plan.use.add(soFar, key, row, number);
        } catch (SQLException failure) {
            return new Failed(new DataRetrievalFailureException(
                    plan.name + " cannot map a row of key " + key + ": " + failure.getMessage(), failure));
        } catch (RuntimeException failure) {
            return new Failed(failure);
        }
    }

    private RuntimeException unasked(@Nullable Object key) {
        return new InvalidDataAccessApiUsageException(plan.name + " has returned a row whose key "
                + plan.keys + " is " + (key == null ? "null" : "'" + key + "'")
                + ", which nobody has asked for, so this"
                + " key may have rows that were not recognised. Is it the right column? Does the database take keys for"
                + " equal that are not, as by a collation that ignores case?");
    }

    /** The answers, in the order of the keys. */
    BatchResults<V> answers() {
        int[] next = {0};
        return BatchResults.of(asked, key -> answer(rows[next[0]++]));
    }

    private V answer(@Nullable Object found) {
        if (found instanceof Failed failed) {
            throw failed.failure;
        }
        if (found == null && unasked != null) {
            throw unasked;
        }
        return plan.use.answer(found);
    }

    private record Failed(RuntimeException failure) {}
}
