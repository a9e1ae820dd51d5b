package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Checks;
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
     * Selects some columns, in place of those selected before. The default is all. The columns of the key are selected
     * in any case.
     *
     * @param columns their names, of letters, digits and _, at least one
     * @return a query that selects these columns
     * @throws IllegalArgumentException if a name has any other character
     */
    public JdbcTable columns(String... columns) {
        return new JdbcTable(database, source.withColumns(names(columns, "JdbcTable.columns")));
    }

    /**
     * Selects only rows that have given values, in place of earlier conditions, which {@link JdbcLoader#param} sets.
     *
     * @param columns the names of the columns, of letters, digits and _, at least one
     * @return a query with a parameter for each of these columns
     * @throws IllegalArgumentException if a name has any other character
     */
    public JdbcTable where(String... columns) {
        return new JdbcTable(database, source.withConditions(names(columns, "JdbcTable.where")));
    }

    /**
     * Orders the rows of each key, in place of an earlier order.
     *
     * <pre>{@code
     * JdbcLoader<Long, List<Purchase>> purchases = jdbc.table("purchases")
     *         .orderBy("total desc", "id")
     *         .keyedBy(Long.class, "user_id")
     *         .many(Purchase.class);
     * }</pre>
     *
     * @param columns their names, of letters, digits and _, each possibly with {@code asc} or {@code desc} after it, at
     *     least one; the database decides where it puts null
     * @return a query with this order
     * @throws IllegalArgumentException if a name has any other character, or something else comes after it
     */
    public JdbcTable orderBy(String... columns) {
        String method = "JdbcTable.orderBy";
        return new JdbcTable(
                database,
                source.withOrder(Arrays.stream(Checks.texts(columns, method, "names of columns"))
                        .map(column -> TableSource.Order.of(column, method))
                        .toList()));
    }

    /**
     * Limits the rows of each key to the first in the order, which has to be set before: the latest two purchases of
     * each user, for any number of users in one statement.
     *
     * @param rows the largest number of rows of a key, at least 1; with 1, {@code one} reads the first of many
     * @return a query with this limit
     * @throws IllegalArgumentException if it is less than 1
     * @throws IllegalStateException if there is no {@link #orderBy}: it would be undefined which rows are the first
     */
    public JdbcTable limit(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("JdbcTable.limit expects at least 1, got " + rows);
        }
        if (source.order().isEmpty()) {
            throw new IllegalStateException("JdbcTable.limit expects an order, as it is undefined otherwise which rows"
                    + " are the first; call orderBy before it");
        }
        return new JdbcTable(database, source.withLimit(rows));
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
     *     {@code LocalDate}, {@code LocalDateTime}, {@code OffsetDateTime}, {@code Instant}, {@code Boolean},
     *     {@code byte[]}, an enum for the names of its constants, or a record whose components are of these types, but
     *     not {@code byte[]}
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
        return new JdbcKeyedQuery<>(database, source, keys, source.table(), true, null, Arguments.NONE);
    }
}
