package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import org.jspecify.annotations.Nullable;

/** One execution of a statement that writes. */
final class WriteOperation<T> implements BatchableOperation<T> {

    private final WriteBatcher<T> batcher;
    private final @Nullable Object[] values;

    WriteOperation(WriteBatcher<T> batcher, @Nullable Object[] values) {
        this.batcher = batcher;
        this.values = values;
    }

    @Nullable
    Object[] values() {
        return values;
    }

    @Override
    public Batcher<WriteOperation<T>, T> batcher() {
        return batcher;
    }

    @Override
    public boolean mergeable() {
        return false;
    }

    @Override
    public Object writes() {
        return batcher.database().writes();
    }

    /** The name and the number of values; the values themselves may be secrets. */
    @Override
    public String toString() {
        return batcher.name() + " [" + values.length + (values.length == 1 ? " value]" : " values]");
    }
}
