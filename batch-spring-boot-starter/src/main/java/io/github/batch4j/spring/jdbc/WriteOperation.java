package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.io.Closeable;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLXML;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.support.SqlValue;

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

    /** True if its values can be sent again; a stream, or a value that sets itself, may be sent once only. */
    boolean isRepeatable() {
        return Arrays.stream(values)
                .map(value -> value instanceof SqlParameterValue typed ? typed.getValue() : value)
                .noneMatch(value -> value instanceof Closeable
                        || value instanceof SqlTypeValue
                        || value instanceof SqlValue
                        || value instanceof Blob
                        || value instanceof Clob
                        || value instanceof SQLXML);
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
