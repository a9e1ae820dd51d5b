package io.github.batch4j.spring.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.ColumnMapRowMapper;

/**
 * The generated keys of inserts, each assigned by the number of rows of its own insert: the sum alone would give an
 * insert the key of another.
 */
record WrittenKeys<K>(StatementText statement, GeneratedKey<K> key) {

    /** Reads the keys that the driver returns for what the statement has done last. */
    static List<Map<String, Object>> read(PreparedStatement statement) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ResultSet keys = statement.getGeneratedKeys()) {
            ColumnMapRowMapper mapper = new ColumnMapRowMapper();
            while (keys != null && keys.next()) { // Derby has none if there is no row
                rows.add(mapper.mapRow(keys, rows.size()));
            }
        }
        return rows;
    }

    /**
     * Assigns keys to inserts.
     *
     * @param counts the number of rows that each has inserted
     * @param each true if rows that are there without a key fail their insert alone
     * @throws DataRetrievalFailureException if there are such rows and {@code each} is false
     */
    List<WriteOutcome<K>> of(int[] counts, List<Map<String, Object>> keys, boolean each) {
        int[] rows = Arrays.stream(counts)
                .map(count -> count == Statement.SUCCESS_NO_INFO && statement.insertsOneRow() ? 1 : count)
                .toArray();
        boolean clear = Arrays.stream(rows).allMatch(count -> count >= 0) // SQLite returns the last key for no row too
                && (rows.length == 1 || Arrays.stream(rows).sum() == keys.size());
        List<WriteOutcome<K>> outcomes = new ArrayList<>(rows.length);
        int next = 0;
        for (int count : rows) {
            List<Map<String, Object>> own =
                    !clear ? List.of() : keys.subList(Math.min(next, keys.size()), Math.min(next + count, keys.size()));
            next += Math.max(count, 0);
            outcomes.add(outcome(count, own, each));
        }
        return outcomes;
    }

    private WriteOutcome<K> outcome(int count, List<Map<String, Object>> own, boolean each) {
        if (count == 0) {
            return new WriteOutcome.Failed<>(new DataRetrievalFailureException(
                    "'" + statement + "' has inserted no row, so there is no generated key"));
        }
        try {
            if (count != 1 || own.size() != 1) {
                throw new DataRetrievalFailureException("'" + statement + "' has inserted "
                        + (count < 0 ? "an unknown number of rows" : count + (count == 1 ? " row" : " rows"))
                        + " and the driver has returned " + own.size()
                        + (own.size() == 1 ? " generated key" : " generated keys")
                        + ", expected one row and its key each time" + (each ? "" : "; the row was taken back"));
            }
            return new WriteOutcome.Done<>(key.of(own.get(0)));
        } catch (RuntimeException failure) {
            if (!each) {
                throw failure;
            }
            return new WriteOutcome.Failed<>(new WriteOutcomeUnknownException(statement, failure));
        }
    }
}
