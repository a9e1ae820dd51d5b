package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * The batcher of a statement that writes: runs it with the values of each operation, in the order yielded.
 *
 * @param key the generated key that each operation results in, null if it results in the number of changed rows
 * @param <T> the type of the answers
 */
record WriteBatcher<T>(
        Database database,
        StatementText statement,
        @Nullable GeneratedKey<T> key,
        String name) implements Batcher.Blocking<WriteOperation<T>, T> {

    WriteBatcher<T> named(String name) {
        return new WriteBatcher<>(database, statement, key, name);
    }

    @Override
    public List<T> runBatch(List<WriteOperation<T>> operations) {
        database.flush();
        LastCommit.noteWrite();
        return key == null ? counts(operations) : keys(key, operations);
    }

    @SuppressWarnings("unchecked") // without a key the answers are counts
    private List<T> counts(List<WriteOperation<T>> operations) {
        int[] counts;
        try {
            counts = database.jdbc().batchUpdate(statement.sql(), new Setter<>(database.statements(), operations));
        } catch (DataAccessException failure) {
            BatchFailure each = BatchFailure.of(failure, operations.size());
            return (List<T>) BatchResults.of(operations, (operation, index) -> each.count(index));
        }
        return (List<T>) BatchResults.of(operations, (operation, index) -> counts[index]);
    }

    private List<T> keys(GeneratedKey<T> key, List<WriteOperation<T>> operations) {
        GeneratedKeyHolder holder = new GeneratedKeyHolder();
        database.jdbc()
                .batchUpdate(
                        new Creator(statement.sql(), key), new Setter<>(database.statements(), operations), holder);
        List<Map<String, Object>> returned = holder.getKeyList();
        if (returned.size() != operations.size()) {
            throw new DataRetrievalFailureException("'" + statement + "' was run " + operations.size()
                    + " times and has returned " + returned.size()
                    + " generated keys, expected one each; it must insert"
                    + " one row each time");
        }
        return BatchResults.of(operations, (operation, index) -> key.of(returned.get(index)));
    }

    @Override
    public int maxBatchSize() {
        return database.maxBatchSize();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Prepares the statement, and has its text for the message of a failure. */
    private record Creator(String sql, GeneratedKey<?> key) implements PreparedStatementCreator, SqlProvider {

        @Override
        public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
            return connection.prepareStatement(sql, key.columns());
        }

        @Override
        public String getSql() {
            return sql;
        }
    }

    private record Setter<T>(Statements statements, List<WriteOperation<T>> operations)
            implements BatchPreparedStatementSetter {

        @Override
        public void setValues(PreparedStatement statement, int index) throws SQLException {
            if (index == 0) {
                statements.prepare(statement);
            }
            @Nullable Object[] values = operations.get(index).values();
            for (int i = 0; i < values.length; i++) {
                StatementCreatorUtils.setParameterValue(statement, i + 1, SqlTypeValue.TYPE_UNKNOWN, values[i]);
            }
        }

        @Override
        public int getBatchSize() {
            return operations.size();
        }
    }
}
