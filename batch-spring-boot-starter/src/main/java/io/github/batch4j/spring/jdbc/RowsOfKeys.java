package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchResults;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of each key of a batch, reduced as they come. A row that fails fails its key alone. */
final class RowsOfKeys<V extends @Nullable Object> {

    final List<?> asked;
    private final String name;
    private final RowReducer<V> reducer;

    /** The reduced rows of each key so far, or the failure of one of them; null for a key without rows. */
    private final @Nullable Object[] ofKeys;

    /**
     * Makes a collector.
     *
     * @param name the name of the query, for messages
     */
    RowsOfKeys(String name, RowReducer<V> reducer, List<?> asked) {
        this.name = name;
        this.reducer = reducer;
        this.asked = asked;
        this.ofKeys = new @Nullable Object[asked.size()];
    }

    /** Adds a row to those of a key. */
    void add(int key, ResultSet row) {
        if (ofKeys[key] instanceof Failed) {
            return;
        }
        try {
            ofKeys[key] = reducer.accumulate(ofKeys[key], asked.get(key), row);
        } catch (SQLException | RuntimeException failure) {
            fail(key, KeyFailure.unmappable(name, asked.get(key), failure));
        }
    }

    /** True if a key has a row, or has failed. */
    boolean has(int key) {
        return ofKeys[key] != null;
    }

    void fail(int key, RuntimeException failure) {
        ofKeys[key] = new Failed(failure);
    }

    /** Drops the rows of some keys, which are asked for again. */
    void clear(int from, int to) {
        Arrays.fill(ofKeys, from, to, null);
    }

    /** The answers, in the order of the keys. */
    BatchResults<V> answers() {
        return BatchResults.of(asked, (key, index) -> {
            Object reduced = ofKeys[index];
            if (reduced instanceof Failed failed) {
                throw failed.failure;
            }
            return reducer.result(reduced);
        });
    }

    private record Failed(RuntimeException failure) {}
}
