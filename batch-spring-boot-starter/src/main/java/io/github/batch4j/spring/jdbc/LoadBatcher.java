package io.github.batch4j.spring.jdbc;

import io.github.batch4j.Batcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the query of a loader for many keys that have the same arguments beside them. */
final class LoadBatcher<K, V extends @Nullable Object> implements Batcher.Blocking<LoadOperation<K, V>, V> {

    final LoadPlan<K, V> plan;
    final Map<String, Object> arguments;
    private final int hash;

    LoadBatcher(LoadPlan<K, V> plan, Map<String, Object> arguments) {
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
                        plan.statement().query(plan.database, possible, arguments, rows);
                    }
                    return rows;
                })
                .answers();
    }

    @Override
    public String name() {
        return arguments.isEmpty() ? plan.name : plan.name + arguments;
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
