package io.github.batch4j.spring.jdbc;

import io.github.batch4j.Batcher;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

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
    public List<V> runBatch(List<LoadOperation<K, V>> operations) {
        List<Object> asked = new ArrayList<>(operations.size());
        for (LoadOperation<K, V> operation : operations) {
            asked.add(operation.key());
        }
        plan.database.flush();
        return plan.database.read(() -> ask(asked)).answers();
    }

    private RowsOfKeys<V> ask(List<Object> asked) {
        RowsOfKeys<V> rows = new RowsOfKeys<>(plan.name, plan.rows, asked);
        ask(rows, 0, asked.size());
        return rows;
    }

    /** Asks for some keys. If one of them makes the statement fail, asks for each half, until that key fails alone. */
    private void ask(RowsOfKeys<V> rows, int from, int to) {
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
}
