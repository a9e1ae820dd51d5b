package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.SharedCalls.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * The batcher of a query that is not by a key: each of its operations, equal ones once, is a batch and a statement.
 *
 * @param cached true if executors may keep its answers
 * @param rows makes the answer of the rows
 * @param <T> the type of the answers
 */
record QueryBatcher<T extends @Nullable Object>(
        Database database, StatementText text, String name, boolean cached, JdbcSharing sharing, RowReducer<T> rows)
        implements Batcher.Blocking<QueryOperation<T>, T> {

    @Override
    public List<T> runBatch(List<QueryOperation<T>> operations) throws Exception {
        SharedCalls calls = sharing == JdbcSharing.NONE ? null : database.sharedCalls();
        return calls == null
                ? runAlone(operations)
                : shared(calls, operations.get(0).arguments()).runBatch(operations);
    }

    /** The batcher of the query with some values, within a limit that other executions share. */
    private Batcher.Blocking<QueryOperation<T>, T> shared(SharedCalls calls, Arguments arguments) {
        Shared<T> query = new Shared<>(this, arguments);
        return (Batcher.Blocking<QueryOperation<T>, T>)
                (sharing == JdbcSharing.ANSWERS ? calls.shareAnswers(query) : calls.share(query));
    }

    private List<T> runAlone(List<QueryOperation<T>> operations) {
        database.flush();
        List<T> answers = new ArrayList<>(operations.size());
        for (QueryOperation<T> operation : operations) {
            answers.add(database.read(() -> {
                Answer answer = new Answer();
                database.statements()
                        .queryOnce(text.toString(), operation.arguments().values(), result -> {
                            while (result.next()) {
                                answer.add(result);
                            }
                            return null;
                        });
                return rows.result(answer.soFar);
            }));
        }
        return answers;
    }

    /** Asks once for several executions; the rows are mapped for each, and a mapper that fails fails its own alone. */
    private List<List<T>> runMerged(QueryOperation<T> operation, List<Part<QueryOperation<T>>> parts) {
        return database.read(() -> {
            List<Answer> each = new ArrayList<>(parts.size());
            parts.forEach(part -> each.add(new Answer()));
            database.statements()
                    .queryOnce(text.toString(), operation.arguments().values(), result -> {
                        while (result.next()) {
                            for (int part = 0; part < each.size(); part++) {
                                each.get(part).add(result, parts.get(part));
                            }
                        }
                        return null;
                    });
            List<List<T>> answers = new ArrayList<>(parts.size());
            for (int part = 0; part < each.size(); part++) {
                Answer answer = each.get(part);
                answers.add(BatchResults.of(parts.get(part).operations(), any -> answer.result()));
            }
            return answers;
        });
    }

    /** The rows so far, made into one object. */
    private final class Answer {

        private @Nullable Object soFar;
        private @Nullable RuntimeException failure;

        /** Adds a row in the context of an asker. */
        void add(ResultSet row, Part<?> asker) {
            if (failure == null && asker.isWaiting()) {
                try {
                    asker.inContext(() -> {
                        add(row);
                        return null;
                    });
                } catch (RuntimeException thrown) {
                    failure = thrown;
                } catch (Exception thrown) {
                    failure = new DataRetrievalFailureException(name + " cannot map a row", thrown);
                }
                if (failure != null && Thread.currentThread().isInterrupted()) {
                    throw failure; // the interrupt concerns the owner of the thread alone: the others ask again
                }
            }
        }

        void add(ResultSet row) {
            if (soFar != null && rows instanceof RowReducer.One) {
                throw new IncorrectResultSizeDataAccessException(
                        name + " has found more than one row, expected at most one; many rows are read by list(...)",
                        1);
            }
            try {
                soFar = rows.accumulate(soFar, null, row);
            } catch (SQLException thrown) {
                throw new DataRetrievalFailureException(name + " cannot map a row", thrown);
            }
        }

        T result() {
            if (failure != null) {
                throw failure;
            }
            return rows.result(soFar);
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

    /** The query as other executions share it. Equal for equal batchers and values, so that only those are merged. */
    private record Shared<T extends @Nullable Object>(QueryBatcher<T> batcher, Arguments arguments)
            implements SharedCalls.PerAsker<QueryOperation<T>, T> {

        @Override
        public List<T> runBatch(List<QueryOperation<T>> operations) {
            return batcher.runAlone(operations);
        }

        @Override
        public List<List<T>> runMerged(List<QueryOperation<T>> operations, List<Part<QueryOperation<T>>> parts) {
            return batcher.runMerged(operations.get(0), parts); // as they are one at most
        }

        /** No connection could be had; one that is lost is the failure of its statement alone. */
        @Override
        public boolean isStoreFailure(Exception failure) {
            return failure instanceof CannotGetJdbcConnectionException;
        }

        @Override
        public int maxBatchSize() {
            return batcher.maxBatchSize();
        }

        @Override
        public String name() {
            return batcher.name();
        }

        @Override
        public String toString() {
            return batcher.toString();
        }
    }
}
