package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import org.jspecify.annotations.Nullable;

/** One execution of a query that is not by a key. Equal for the same query, answer and values. */
record QueryOperation<T extends @Nullable Object>(QueryBatcher<T> batcher, Arguments arguments)
        implements BatchableOperation<T> {

    @Override
    public @Nullable Object reads() {
        return batcher.reads();
    }

    /** The kind of answer and the names of the parameters; their values may be secrets. */
    @Override
    public String toString() {
        return batcher.rows() + (arguments.isEmpty() ? "" : " by " + arguments.names());
    }
}
