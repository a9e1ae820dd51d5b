package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchableOperation;

/**
 * Makes operations of a statement that inserts a row whose key the database generates: those of one step are sent together,
 * in the order yielded, by JDBC's batches.
 *
 * <pre>{@code
 * JdbcInsert<Long> insert = jdbc.insert("insert into users (name) values (:name)", Long.class, "id");
 *
 * insert.with(Map.of("name", "Ann")); // the id of Ann
 * }</pre>
 *
 * <p>They run on the calling thread, in its transaction if there is one. If one of them fails all of their batch do.
 * Thread-safe.
 *
 * @param <K> the type of the generated keys
 */
public final class JdbcInsert<K> {

    private final WriteBatcher<K> batcher;

    JdbcInsert(WriteBatcher<K> batcher) {
        this.batcher = batcher;
    }

    /**
     * Inserts a row.
     *
     * @param parameters the values by name: a map, a record, a bean or a Spring {@code SqlParameterSource}; read now
     * @return an operation that results in the generated key; it is never merged with an equal one
     * @throws IllegalArgumentException if a parameter has no value, or several
     */
    public BatchableOperation<K> with(Object parameters) {
        return new WriteOperation<>(batcher, batcher.statement().values(parameters, "JdbcInsert.with"));
    }
}
