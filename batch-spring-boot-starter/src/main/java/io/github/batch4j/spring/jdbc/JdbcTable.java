package io.github.batch4j.spring.jdbc;

import java.util.Arrays;
import java.util.List;

/**
 * A query of a table or view by a key. Made by {@link JdbcBatch#table}. Immutable and thread-safe.
 */
public final class JdbcTable {

    private final Database database;
    private final TableSource source;

    JdbcTable(Database database, TableSource source) {
        this.database = database;
        this.source = source;
    }

    /**
     * Selects some columns. The default is all. The columns of the key are selected in any case.
     *
     * @param columns their names, of letters, digits and _, at least one
     * @return a query that selects these columns
     * @throws IllegalArgumentException if a name has any other character
     */
    public JdbcTable columns(String... columns) {
        return new JdbcTable(
                database, new TableSource(source.table(), names(columns, "JdbcTable.columns"), source.conditions()));
    }

    /**
     * Selects only rows that have given values, which {@link JdbcLoader#param} sets.
     *
     * @param columns the names of the columns, of letters, digits and _, at least one
     * @return a query with a parameter for each of these columns
     * @throws IllegalArgumentException if a name has any other character
     */
    public JdbcTable where(String... columns) {
        return new JdbcTable(
                database, new TableSource(source.table(), source.columns(), names(columns, "JdbcTable.where")));
    }

    private static List<String> names(String[] columns, String method) {
        return Arrays.stream(Checks.texts(columns, method, "names of columns"))
                .map(column -> Identifiers.check(column, method))
                .toList();
    }

    /**
     * Sets the key.
     *
     * @param <K> the type of the keys
     * @param type {@code Long}, {@code Integer}, {@code Short}, {@code String}, {@code UUID}, {@code BigDecimal},
     *     {@code LocalDate}, {@code LocalDateTime}, or a record whose components are of these types
     * @param columns the columns of the key: one, or one for each component of the record, in order
     * @return a query by this key, named as the table
     * @throws IllegalArgumentException if the type is none of these, the number of columns does not fit the type, a
     *     name of a column has any other character than letters, digits and _, or the columns have the names of the
     *     components but another order
     */
    public <K> JdbcKeyedQuery<K> keyedBy(Class<K> type, String... columns) {
        String method = "JdbcTable.keyedBy";
        KeyColumns<K> keys = KeyColumns.of(type, method, columns);
        keys.names().forEach(name -> Identifiers.check(name, method));
        return new JdbcKeyedQuery<>(database, source, keys, source.table(), true, Arguments.NONE);
    }
}
