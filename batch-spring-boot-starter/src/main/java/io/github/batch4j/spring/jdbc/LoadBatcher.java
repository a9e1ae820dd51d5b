package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.support.Shown;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * The batcher of a loader: runs its query for the keys that are read with equal arguments.
 *
 * <p>Batchers have an order, by which a map finds one among many whose arguments share a hash code.
 */
@SuppressWarnings("rawtypes") // a HashMap ignores the order of a class that is comparable to a generic type
final class LoadBatcher<K, V extends @Nullable Object>
        implements Batcher.Blocking<LoadOperation<K, V>, V>, Comparable<LoadBatcher> {

    final LoadPlan<K, V> plan;
    final Arguments arguments;
    private final int hash;

    LoadBatcher(LoadPlan<K, V> plan, Arguments arguments) {
        this.plan = plan;
        this.arguments = arguments;
        this.hash = 31 * System.identityHashCode(plan) + arguments.hashCode();
    }

    @Override
    public List<V> runBatch(List<LoadOperation<K, V>> operations) throws Exception {
        SharedCalls calls = plan.sharing == JdbcSharing.NONE ? null : plan.database.sharedCalls();
        return calls == null ? runAlone(operations) : shared(calls).runBatch(operations);
    }

    /** The batcher of the same queries, within a limit that other executions share. */
    private Batcher.Blocking<LoadOperation<K, V>, V> shared(SharedCalls calls) {
        Shared<K, V> queries = new Shared<>(this);
        return (Batcher.Blocking<LoadOperation<K, V>, V>)
                (plan.sharing == JdbcSharing.ANSWERS ? calls.shareAnswers(queries) : calls.share(queries));
    }

    private BatchResults<V> runAlone(List<LoadOperation<K, V>> operations) {
        plan.database.flush();
        return ask(plan.rows, operations);
    }

    private <R extends @Nullable Object> BatchResults<R> ask(
            RowReducer<R> reducer, List<LoadOperation<K, V>> operations) {
        List<Object> asked = new ArrayList<>(operations.size());
        for (LoadOperation<K, V> operation : operations) {
            asked.add(operation.key());
        }
        return plan.database
                .read(() -> {
                    RowsOfKeys<R> rows = new RowsOfKeys<>(plan.name, reducer, asked);
                    ask(rows, 0, asked.size());
                    return rows;
                })
                .answers();
    }

    /** Asks for some keys. If one of them makes the statement fail, asks for each half, until that key fails alone. */
    private void ask(RowsOfKeys<?> rows, int from, int to) {
        try {
            plan.statement().query(plan.database.statements(), arguments, rows, from, to);
        } catch (DataAccessException | DateTimeException | ArithmeticException failure) {
            boolean ofDriver = KeyFailure.isOfTheDriver(failure);
            boolean ofAKey = ofDriver
                    || (KeyFailure.isOfAKey(failure, plan.database.dialect().dbms())
                            && !plan.database.isTransactionAborted());
            if (!ofAKey) {
                throw failure;
            }
            rows.clear(from, to);
            if (to - from == 1) {
                rows.fail(from, ofDriver ? unsendable(rows.asked.get(from), failure) : failure);
                return;
            }
            int middle = (from + to) >>> 1;
            ask(rows, from, middle);
            ask(rows, middle, to);
        }
    }

    private RuntimeException unsendable(Object key, RuntimeException failure) {
        return new InvalidDataAccessApiUsageException(
                plan.name + " cannot send the key " + Shown.key(key) + ", as no database has it", failure);
    }

    @Override
    public String name() {
        return arguments.isEmpty() ? plan.name : plan.name + arguments.names(); // their values may be secrets
    }

    @Override
    public int maxBatchSize() {
        return plan.database.read(plan::maxKeys);
    }

    @Nullable
    Object reads() {
        return plan.database.reads(plan.cached);
    }

    @Override
    public int compareTo(LoadBatcher other) {
        int order = Integer.compare(System.identityHashCode(plan), System.identityHashCode(other.plan));
        return order != 0 ? order : arguments.compareTo(other.arguments);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof LoadBatcher<?, ?> loads
                        && plan == loads.plan
                        && hash == loads.hash
                        && arguments.equals(loads.arguments));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name();
    }

    /** The queries as other executions share them. Equal for equal batchers. */
    private record Shared<K, V extends @Nullable Object>(LoadBatcher<K, V> batcher)
            implements SharedCalls.PerAsker<LoadOperation<K, V>, V> {

        @Override
        public List<V> runBatch(List<LoadOperation<K, V>> operations) {
            return batcher.runAlone(operations);
        }

        @Override
        public List<List<V>> runMerged(
                List<LoadOperation<K, V>> operations, List<SharedCalls.Part<LoadOperation<K, V>>> parts) {
            RowsPerAsker<V> rows = new RowsPerAsker<>(batcher.plan.name, batcher.plan.rows, parts);
            return rows.answers(batcher.ask(rows, operations));
        }

        /** No connection could be had; one that is lost is the failure of its statement alone. */
        @Override
        public boolean isStoreFailure(Exception failure) {
            return failure instanceof CannotGetJdbcConnectionException;
        }

        @Override
        public String name() {
            return batcher.name();
        }

        @Override
        public int maxBatchSize() {
            return batcher.maxBatchSize();
        }

        @Override
        public String toString() {
            return batcher.name();
        }
    }
}
