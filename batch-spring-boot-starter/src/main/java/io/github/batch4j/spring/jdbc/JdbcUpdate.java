package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.support.Checks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows: its operations of one step are sent together, in the order yielded, as a JDBC batch.
 *
 * <pre>{@code
 * JdbcUpdate rename = jdbc.update("update users set name = :name where id = :id");
 *
 * rename.param("id", 42L).param("name", "Ann").update(); // results in the number of changed rows
 * rename.paramSource(new User(42L, "Ann")).update();     // the same by the properties of an object
 * }</pre>
 *
 * <p>Operations run on the calling thread, in its transaction if there is one. An operation that fails has changed
 * nothing, unless it fails with a {@link WriteOutcomeUnknownException}, and fails alone, unless the failure concerns
 * the whole batch (a timeout, a wrong statement, a lost connection) or has aborted a transaction of PostgreSQL or
 * DuckDB. Immutable and thread-safe.
 */
public final class JdbcUpdate {

    private final WriteBatcher<Integer> batcher;
    private final WriteValues values;

    JdbcUpdate(WriteBatcher<Integer> batcher, WriteValues values) {
        this.batcher = batcher;
        this.values = values;
    }

    /**
     * Names the statement in traces and error messages. The default is its text. Statements with the same text share
     * batches only if they have the same name.
     *
     * @param name the name
     * @return the same statement with this name
     */
    public JdbcUpdate named(String name) {
        return new JdbcUpdate(batcher.named(Checks.text(name, "JdbcUpdate.named", "a name")), values);
    }

    /**
     * Sets the value of a parameter.
     *
     * @param name the name of a parameter of the statement
     * @param value its value, possibly null; dates, calendars and arrays are copied
     * @return the same statement with this value
     * @throws IllegalArgumentException if the statement has no such parameter, or the value is a collection
     */
    public JdbcUpdate param(String name, @Nullable Object value) {
        return new JdbcUpdate(batcher, values.with(name, value, "JdbcUpdate.param"));
    }

    /**
     * Sets the values of several parameters.
     *
     * @param params the values by name, possibly null; names that the statement does not have are ignored
     * @return the same statement with these values
     * @throws IllegalArgumentException if a value is a collection
     */
    public JdbcUpdate params(Map<String, ? extends @Nullable Object> params) {
        return new JdbcUpdate(batcher, values.with(params, "JdbcUpdate.params"));
    }

    /**
     * Sets the values of several parameters from an object.
     *
     * @param params a record or bean with properties of the parameters' names, or a Spring {@code SqlParameterSource};
     *     its values are read now
     * @return the same statement with these values
     * @throws IllegalArgumentException if a value cannot be read, or is a collection
     */
    public JdbcUpdate paramSource(Object params) {
        return new JdbcUpdate(batcher, values.withSource(params, "JdbcUpdate.paramSource"));
    }

    /**
     * Makes the operation that runs the statement with its values. Unlike Spring's {@code JdbcClient}, it does not run
     * it yet.
     *
     * @return an operation that results in the number of changed rows, or in
     *     {@link java.sql.Statement#SUCCESS_NO_INFO} if the driver does not report it; it is never merged with an equal
     *     one
     * @throws IllegalStateException if a parameter has no value
     */
    public BatchableOperation<Integer> update() {
        return new WriteOperation<>(batcher, values.inOrder("JdbcUpdate.update"));
    }

    @Override
    public String toString() {
        return batcher.name();
    }
}
