package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.spring.support.Checks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that inserts a row whose key the database generates: its operations of one step are sent together, in the
 * order yielded, as a JDBC batch.
 *
 * <pre>{@code
 * JdbcInsert<Long> newUser = jdbc.insert("insert into users (name) values (:name)", Long.class, "id");
 *
 * newUser.param("name", "Ann").insert(); // results in the id of Ann
 * }</pre>
 *
 * <p>Operations run on the calling thread, in its transaction if there is one. The statement must insert one row each
 * time: one that inserts none fails, one that inserts several is undone if possible. An operation that fails has
 * changed nothing, unless it fails with a {@link WriteOutcomeUnknownException}, and fails alone, unless the failure
 * concerns the whole batch (a timeout, a wrong statement, a lost connection) or has aborted a transaction of PostgreSQL
 * or DuckDB. Immutable and thread-safe.
 *
 * @param <K> the type of the generated keys
 */
public final class JdbcInsert<K> {

    private final WriteBatcher<K> batcher;
    private final WriteValues values;

    JdbcInsert(WriteBatcher<K> batcher, WriteValues values) {
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
    public JdbcInsert<K> named(String name) {
        return new JdbcInsert<>(batcher.named(Checks.text(name, "JdbcInsert.named", "a name")), values);
    }

    /**
     * Sets the value of a parameter.
     *
     * @param name the name of a parameter of the statement
     * @param value its value, possibly null; dates, calendars and arrays are copied
     * @return the same statement with this value
     * @throws IllegalArgumentException if the statement has no such parameter, or the value is a collection
     */
    public JdbcInsert<K> param(String name, @Nullable Object value) {
        return new JdbcInsert<>(batcher, values.with(name, value, "JdbcInsert.param"));
    }

    /**
     * Sets the values of several parameters.
     *
     * @param params the values by name, possibly null; names that the statement does not have are ignored
     * @return the same statement with these values
     * @throws IllegalArgumentException if a value is a collection
     */
    public JdbcInsert<K> params(Map<String, ? extends @Nullable Object> params) {
        return new JdbcInsert<>(batcher, values.with(params, "JdbcInsert.params"));
    }

    /**
     * Sets the values of several parameters from an object.
     *
     * @param params a record or bean with properties of the parameters' names, or a Spring {@code SqlParameterSource};
     *     its values are read now
     * @return the same statement with these values
     * @throws IllegalArgumentException if a value cannot be read, or is a collection
     */
    public JdbcInsert<K> paramSource(Object params) {
        return new JdbcInsert<>(batcher, values.withSource(params, "JdbcInsert.paramSource"));
    }

    /**
     * Makes the operation that inserts a row with these values.
     *
     * @return an operation that results in the generated key; it is never merged with an equal one
     * @throws IllegalStateException if a parameter has no value
     */
    public BatchableOperation<K> insert() {
        return new WriteOperation<>(batcher, values.inOrder("JdbcInsert.insert"));
    }

    @Override
    public String toString() {
        return batcher.name();
    }
}
