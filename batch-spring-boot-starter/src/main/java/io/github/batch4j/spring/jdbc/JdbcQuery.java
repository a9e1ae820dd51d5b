package io.github.batch4j.spring.jdbc;

import java.util.Arrays;
import java.util.List;

/**
 * Where rows come from: a table, or the text of a query. Immutable.
 *
 * <p>Made by {@link JdbcBatch#table} and {@link JdbcBatch#sql}.
 */
public final class JdbcQuery {

    private final Database database;
    private final QuerySource source;

    JdbcQuery(Database database, QuerySource source) {
        this.database = database;
        this.source = source;
    }

    /**
     * Selects some columns of a table. Unless this is called, all of them are. Those of the key are selected in any case.
     *
     * @param columns their names, of letters, digits and _, at least one
     * @return a query that selects these
     * @throws IllegalArgumentException if a name has anything else in it
     * @throws IllegalStateException if this is not a query of a table
     */
    public JdbcQuery columns(String... columns) {
        TableSource table = table("columns");
        return new JdbcQuery(database, new TableSource(table.table(), names(columns, "columns"), table.conditions()));
    }

    /**
     * Selects only rows of a table that have given values, which {@link JdbcLoader#with} is to give.
     *
     * @param columns the names of the columns, of letters, digits and _, at least one
     * @return a query with these arguments
     * @throws IllegalArgumentException if a name has anything else in it
     * @throws IllegalStateException if this is not a query of a table
     */
    public JdbcQuery where(String... columns) {
        TableSource table = table("where");
        return new JdbcQuery(database, new TableSource(table.table(), table.columns(), names(columns, "where")));
    }

    private TableSource table(String method) {
        if (source instanceof TableSource table) {
            return table;
        }
        throw new IllegalStateException("JdbcQuery." + method
                + " is for queries of JdbcBatch.table; this one has a text that says all: " + source);
    }

    private static List<String> names(String[] columns, String method) {
        return Arrays.stream(Checks.texts(columns, method, "names of columns"))
                .map(column -> Identifiers.check(column, method))
                .toList();
    }

    /**
     * Says what the key is.
     *
     * @param <K> the type of the keys
     * @param type {@code Long}, {@code Integer}, {@code Short}, {@code String}, {@code UUID}, {@code BigDecimal},
     *     {@code LocalDate}, {@code LocalDateTime}, or a record whose components are of these types
     * @param columns the columns of the result that hold it: one, or one for each component of the record, in order
     * @return a query by this key
     * @throws IllegalArgumentException if the type is none of these, or the columns are not as many as it takes, or are called
     *     as the components are but in another order
     */
    public <K> JdbcKeyedQuery<K> keyedBy(Class<K> type, String... columns) {
        KeyColumns<K> keys = KeyColumns.of(type, columns);
        if (source instanceof TableSource) {
            keys.names().forEach(name -> Identifiers.check(name, "keyedBy"));
        }
        return new JdbcKeyedQuery<>(database, source, keys, source.name(), true);
    }
}
