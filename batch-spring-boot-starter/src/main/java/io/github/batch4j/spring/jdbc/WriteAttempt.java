package io.github.batch4j.spring.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * One run of writes with the same text on one connection: either all are done, or all are undone if that is possible.
 * {@link #effect} tells which when the run has failed. Not thread-safe; used once.
 */
final class WriteAttempt<T>
        implements PreparedStatementCreator, SqlProvider, PreparedStatementCallback<List<WriteOutcome<T>>> {

    enum Effect {
        /** Nothing is left of the writes. */
        NONE,
        /** Nothing is left of the writes, and some of them may be run again. */
        UNDONE,
        UNKNOWN
    }

    private final WriteBatcher<T> batcher;
    private final List<WriteOperation<T>> operations;
    private final WriteSupport support;
    private final @Nullable WrittenKeys<T> keys;

    private @Nullable Connection connection;
    private Effect effect = Effect.NONE;
    private boolean sent;

    /** True while the database runs a statement: the failure is its own then, not one of the driver. */
    private boolean executing;

    private boolean executed;
    private boolean together;

    WriteAttempt(WriteBatcher<T> batcher, List<WriteOperation<T>> operations) {
        Dialect dialect = batcher.database().dialect();
        GeneratedKey<T> key = batcher.key();
        this.batcher = batcher;
        this.operations = operations;
        this.support = WriteSupport.of(dialect.dbms());
        this.keys = key == null ? null : new WrittenKeys<>(batcher.statement(), key.in(dialect));
        if (key != null) {
            support.checkKeys(batcher.statement());
        }
    }

    /** The effect that the writes have had, if the run has failed. */
    Effect effect() {
        return effect;
    }

    @Override
    public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
        this.connection = connection;
        return keys == null
                ? connection.prepareStatement(getSql())
                : connection.prepareStatement(getSql(), keys.key().columns());
    }

    @Override
    public String getSql() {
        return batcher.statement().sql();
    }

    @Override
    public List<WriteOutcome<T>> doInPreparedStatement(PreparedStatement statement) throws SQLException {
        Connection own = connection == null ? statement.getConnection() : connection;
        batcher.database().statements().prepare(statement);
        boolean alone = operations.size() == 1;
        boolean sure = keys == null || batcher.statement().insertsOneRow();
        Undo undo = Undo.start(own, support, alone, sure);
        try {
            List<WriteOutcome<T>> outcomes = run(statement, !undo.isExplicit());
            undo.keep();
            effect = Effect.UNKNOWN; // if the template fails from here on, by a warning, all is done
            return outcomes;
        } catch (Throwable failure) {
            effect = effect(undo, failure);
            throw failure;
        } finally {
            undo.end();
        }
    }

    private Effect effect(Undo undo, Throwable failure) {
        boolean undone = undo.undo(failure);
        if (undone && undo.isExplicit()) {
            return Effect.UNDONE;
        }
        boolean ofDatabase = executing || !executed;
        return (undone && ofDatabase) || !sent || isOfTheFirst(failure) ? Effect.NONE : Effect.UNKNOWN;
    }

    /** True if the first of single executions has failed: a statement that fails has no effect. */
    private boolean isOfTheFirst(Throwable failure) {
        return !together && !executed && failure instanceof SQLException && !WriteFailures.isOfConnection(failure);
    }

    /**
     * Runs the writes.
     *
     * @param each true if a row that is there without a key fails that write alone, as nothing can be undone
     */
    private List<WriteOutcome<T>> run(PreparedStatement statement, boolean each) throws SQLException {
        together = operations.size() > 1
                && (keys == null || support.returnsKeys(batcher.statement()))
                && JdbcUtils.supportsBatchUpdates(statement.getConnection());
        return together ? runTogether(statement, each) : runSingly(statement, each);
    }

    private List<WriteOutcome<T>> runTogether(PreparedStatement statement, boolean each) throws SQLException {
        for (WriteOperation<T> operation : operations) {
            set(statement, operation);
            statement.addBatch();
        }
        sent = true;
        int[] counts = executeBatch(statement);
        return keys == null
                ? IntStream.range(0, operations.size())
                        .mapToObj(i -> done(counts[i]))
                        .toList()
                : keys.of(counts, WrittenKeys.read(statement), each);
    }

    /** Runs the batch; fails with the failure of a write: PostgreSQL's of the batch has all values in its message. */
    private int[] executeBatch(PreparedStatement statement) throws SQLException {
        executing = true;
        try {
            int[] counts = statement.executeBatch();
            executing = false;
            executed = true;
            return counts;
        } catch (BatchUpdateException failure) {
            throw failure.getNextException() == null ? failure : failure.getNextException();
        }
    }

    private List<WriteOutcome<T>> runSingly(PreparedStatement statement, boolean each) throws SQLException {
        List<WriteOutcome<T>> outcomes = new ArrayList<>(operations.size());
        for (WriteOperation<T> operation : operations) {
            set(statement, operation);
            sent = true;
            executing = true;
            int count = statement.executeUpdate();
            executing = false;
            executed = true;
            if (keys == null) {
                outcomes.add(done(count));
            } else {
                outcomes.addAll(keys.of(new int[] {count}, WrittenKeys.read(statement), each));
            }
        }
        return outcomes;
    }

    @SuppressWarnings("unchecked") // without a key the answers are counts
    private WriteOutcome<T> done(Integer count) {
        return new WriteOutcome.Done<>((T) count);
    }

    private static void set(PreparedStatement statement, WriteOperation<?> operation) throws SQLException {
        @Nullable Object[] values = operation.values();
        for (int i = 0; i < values.length; i++) {
            StatementCreatorUtils.setParameterValue(statement, i + 1, SqlTypeValue.TYPE_UNKNOWN, values[i]);
        }
    }
}
