package io.github.batch4j.spring.jdbc;

import io.github.batch4j.Batcher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;

/**
 * The batcher of a query that is not by a key: each of its operations, equal ones once, is a batch and a statement.
 *
 * @param cached true if executors may keep its answers
 * @param rows makes the answer of the rows
 * @param <T> the type of the answers
 */
record QueryBatcher<T extends @Nullable Object>(
        Database database, StatementText text, String name, boolean cached, RowReducer<T> rows)
        implements Batcher.Blocking<QueryOperation<T>, T> {

    @Override
    public List<T> runBatch(List<QueryOperation<T>> operations) {
        database.flush();
        List<T> answers = new ArrayList<>(operations.size());
        for (QueryOperation<T> operation : operations) {
            answers.add(database.read(() -> ask(operation.arguments())));
        }
        return answers;
    }

    private T ask(Arguments arguments) {
        Answer answer = new Answer();
        database.statements().queryOnce(text.toString(), arguments.values(), answer::read);
        return rows.result(answer.soFar);
    }

    /** The rows so far, made into one object. */
    private final class Answer {

        private @Nullable Object soFar;

        private @Nullable Void read(ResultSet result) throws SQLException {
            while (result.next()) {
                if (soFar != null && rows instanceof RowReducer.One) {
                    throw new IncorrectResultSizeDataAccessException(
                            name
                                    + " has found more than one row, expected at most one; many rows are read by"
                                    + " list(...)",
                            1);
                }
                soFar = accumulate(result);
            }
            return null;
        }

        private Object accumulate(ResultSet row) {
            try {
                return rows.accumulate(soFar, null, row);
            } catch (SQLException failure) {
                throw new DataRetrievalFailureException(name + " cannot map a row", failure);
            }
        }
    }

    @Nullable
    Object reads() {
        return database.reads(cached);
    }

    /** One: operations with other values are other statements. */
    @Override
    public int maxBatchSize() {
        return 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
