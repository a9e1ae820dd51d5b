package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The batcher of a statement that writes: runs it with the values of each operation, in the order yielded.
 *
 * <p>Operations that share a batch by chance must not share their failures, and what a driver reports of a failed batch
 * differs from what is in the database. So a batch that fails is undone, by a transaction of its own or a savepoint,
 * and run again in halves; each failing write is found in about {@code log n} batches.
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
        return BatchResults.of(run(operations), (outcome, index) -> outcome.get());
    }

    private List<WriteOutcome<T>> run(List<WriteOperation<T>> operations) {
        WriteAttempt<T> attempt = new WriteAttempt<>(this, operations);
        try {
            return Objects.requireNonNull(database.jdbc().execute(attempt, attempt));
        } catch (RuntimeException failure) {
            if (attempt.effect() == WriteAttempt.Effect.UNDONE && isWorthHalving(operations, failure)) {
                return halves(operations);
            }
            WriteOutcome<T> each = new WriteOutcome.Failed<>(
                    attempt.effect() == WriteAttempt.Effect.UNKNOWN
                            ? new WriteOutcomeUnknownException(statement, failure)
                            : failure);
            return Collections.nCopies(operations.size(), each);
        }
    }

    private static boolean isWorthHalving(List<? extends WriteOperation<?>> operations, RuntimeException failure) {
        return operations.size() > 1
                && WriteFailures.isOfOne(failure)
                && operations.stream().allMatch(WriteOperation::isRepeatable);
    }

    /** Runs the first and then the second half, until each failing write is alone and has failed no other. */
    private List<WriteOutcome<T>> halves(List<WriteOperation<T>> operations) {
        int half = operations.size() / 2;
        List<WriteOutcome<T>> outcomes = new ArrayList<>(run(operations.subList(0, half)));
        outcomes.addAll(run(operations.subList(half, operations.size())));
        return outcomes;
    }

    @Override
    public int maxBatchSize() {
        return database.maxBatchSize();
    }

    @Override
    public String toString() {
        return name;
    }
}
