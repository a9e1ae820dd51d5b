package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;

/**
 * Makes operations of a statement that changes rows: those of one step are sent together, in the order yielded, by JDBC's
 * batches.
 *
 * <pre>{@code
 * JdbcUpdate rename = jdbc.update("update users set name = :name where id = :id");
 *
 * rename.with(Map.of("id", 42L, "name", "Ann")); // how many rows were changed
 * rename.with(new User(42L, "Ann"));             // the same by the properties of an object
 * }</pre>
 *
 * <p>They run on the calling thread, in its transaction if there is one; without one each database does as it likes with
 * those before one that fails. Thread-safe.
 */
public final class JdbcUpdate {

    private final WriteBatcher<Integer> batcher;

    JdbcUpdate(WriteBatcher<Integer> batcher) {
        this.batcher = batcher;
    }

    /**
     * Executes the statement with some values.
     *
     * @param parameters their values by name: a map, a record, a bean or a Spring {@code SqlParameterSource}; read now
     * @return an operation that results in the number of changed rows, or in {@link java.sql.Statement#SUCCESS_NO_INFO} if
     *     the driver does not tell; it is never merged with an equal one
     * @throws IllegalArgumentException if a parameter has no value, or several
     */
    public BatchableOperation<Integer> with(Object parameters) {
        return new WriteOperation<>(batcher, batcher.statement().values(parameters, "JdbcUpdate.with"));
    }
}
