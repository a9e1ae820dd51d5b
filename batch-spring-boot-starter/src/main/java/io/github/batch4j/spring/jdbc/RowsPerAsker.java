package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.SharedCalls.Part;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the rows of a query that several executions share: each row is mapped once for each that has asked for
 * its key, in the context of that one. A mapper that fails for one of them fails nobody else.
 *
 * @param <V> the type of the answers
 */
final class RowsPerAsker<V extends @Nullable Object> implements RowReducer<@Nullable Object[]> {

    /** The rows of a key without any. */
    private static final @Nullable Object[] NO_ROWS = {};

    private final String name;
    private final RowReducer<V> rows;
    private final List<? extends Part<?>> parts;

    /** The parts that have asked for each key. */
    private final Map<Object, List<Integer>> askers = new HashMap<>();

    /** The failure of a mapper after an interrupt of this thread; null if there was none. */
    private @Nullable RuntimeException interrupted;

    RowsPerAsker(String name, RowReducer<V> rows, List<? extends Part<?>> parts) {
        this.name = name;
        this.rows = rows;
        this.parts = parts;
        for (int part = 0; part < parts.size(); part++) {
            for (BatchableOperation<?> operation : parts.get(part).operations()) {
                askers.computeIfAbsent(operation.asksFor(), key -> new ArrayList<>(1))
                        .add(part);
            }
        }
    }

    @Override
    public Object accumulate(@Nullable Object soFar, @Nullable Object key, ResultSet row) {
        List<Integer> of = askers.getOrDefault(key, List.of());
        @Nullable Object[] each = soFar == null ? new @Nullable Object[of.size()] : (@Nullable Object[]) soFar;
        for (int i = 0; i < each.length; i++) {
            if (!(each[i] instanceof Failed)) {
                each[i] = accumulate(parts.get(of.get(i)), each[i], key, row);
            }
        }
        return each;
    }

    private @Nullable Object accumulate(Part<?> asker, @Nullable Object soFar, @Nullable Object key, ResultSet row) {
        if (!asker.isWaiting()) {
            return soFar;
        }
        try {
            return asker.inContext(() -> rows.accumulate(soFar, key, row));
        } catch (Exception failure) {
            RuntimeException unmappable = KeyFailure.unmappable(name, key, failure);
            if (Thread.currentThread().isInterrupted()) {
                interrupted = unmappable;
            }
            return new Failed(unmappable);
        }
    }

    @Override
    public @Nullable Object[] result(@Nullable Object each) {
        return each == null ? NO_ROWS : (@Nullable Object[]) each;
    }

    /**
     * The answers of each part.
     *
     * @param found the results of the keys of the call
     * @throws RuntimeException if a mapper has failed since the thread was interrupted, which concerns its owner alone
     */
    List<List<V>> answers(List<@Nullable Object[]> found) {
        if (interrupted != null) {
            throw interrupted;
        }
        List<List<V>> answers = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            int number = i;
            Part<?> part = parts.get(i);
            answers.add(BatchResults.of(
                    part.operations(),
                    (operation, index) -> answer(number, operation.asksFor(), found.get(part.index(index)))));
        }
        return answers;
    }

    private V answer(int part, Object key, @Nullable Object[] each) {
        Object reduced = each.length == 0
                ? null
                : each[askers.getOrDefault(key, List.of()).indexOf(part)];
        if (reduced instanceof Failed failed) {
            throw failed.failure;
        }
        return rows.result(reduced);
    }

    private record Failed(RuntimeException failure) {}
}
