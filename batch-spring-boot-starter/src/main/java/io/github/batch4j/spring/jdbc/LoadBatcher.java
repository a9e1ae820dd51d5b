package io.github.batch4j.spring.jdbc;

import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the query of a loader for many keys that have the same arguments beside them.
 *
 * <p>They have an order, as a map needs it to find one among many whose arguments share a hash code.
 */
@SuppressWarnings("rawtypes") // a HashMap only sees the order of what is comparable to its plain class
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
        List<K> asked = new ArrayList<>(operations.size());
        for (LoadOperation<K, V> operation : operations) {
            asked.add(operation.key());
        }
        plan.database.flush();
        return plan.database
                .read(() -> {
                    RowsOfKeys<K, V> rows = new RowsOfKeys<>(plan, asked);
                    List<K> possible = plan.possible(asked);
                    if (!possible.isEmpty()) {
                        plan.statement().query(plan.database, possible, arguments.values(), rows);
                    }
                    return rows;
                })
                .answers();
    }

    @Override
    public String name() {
        return arguments.isEmpty() ? plan.name : plan.name + arguments.names(); // whose values may be secrets
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
}
