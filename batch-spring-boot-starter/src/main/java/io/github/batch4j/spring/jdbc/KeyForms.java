package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.jdbc.KeyRows.Syntax;
import io.github.batch4j.spring.jdbc.KeyType.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the form in which keys are sent: the fastest by which each product compares a key with a column just as
 * {@code where column = ?} does.
 *
 * <p>A form is ruled out where it gives another answer. In derived tables of MariaDB and DuckDB decimals lose places; a
 * parameter of MariaDB needs the collation of the column, its times a cast; those of HSQLDB, and of PostgreSQL for an
 * enum, have no type of their own; Derby may scan the table for each key; and what is not known is not guessed.
 */
final class KeyForms {

    private KeyForms() {}

    /**
     * The relation of keys.
     *
     * @param table the table of the columns; null in a text, whose tables are not known
     * @return null if there is none for these types: then each key has a select of its own, all combined in one
     *     statement, or in a text the keys are listed
     */
    static @Nullable KeyRelation of(Dialect dialect, KeyColumns<?> keys, @Nullable TableColumns table) {
        return switch (dialect.dbms()) {
            case POSTGRESQL ->
                keys.areAll(kind -> kind != Kind.ENUM && (kind != Kind.TEXT || !dialect.untypedTexts()))
                        ? new KeyArrays(keys, dialect.dbms())
                        : typed(dialect, keys, table);
            case H2 -> new KeyArrays(keys, dialect.dbms());
            case HSQLDB -> typed(dialect, keys, table);
            case SQLITE -> new KeyRows(keys, dialect, Syntax.SELECTED_VALUES, null);
            case DUCKDB -> hasDecimals(keys) ? null : ofDuckDb(dialect, keys);
            case MYSQL, MARIADB -> hasDecimals(keys) ? null : ofMySql(dialect, keys, table);
            case DERBY, ORACLE, SQL_SERVER, DB2, OTHER -> null;
        };
    }

    /**
     * True if values of this type are equal in the database exactly if they are in Java, and matching rows by value is
     * faster than the join.
     */
    static boolean areExact(Dialect dialect, KeyColumns<?> keys) {
        return keys.count() == 1
                && switch (dialect.dbms()) {
                    case POSTGRESQL -> keys.areAll(kind -> kind.isWhole() || kind == Kind.UUID || kind == Kind.BOOLEAN);
                    case DERBY -> keys.areAll(Kind::isWhole);
                    default -> false;
                };
    }

    /** The array in place of a list of keys, null if the product or the type has none. */
    static @Nullable KeyArrays arrayOfList(Dialect dialect, KeyColumns<?> keys) {
        return dialect.dbms() == Dbms.POSTGRESQL
                        && keys.count() == 1
                        && of(dialect, keys, null) instanceof KeyArrays arrays
                ? arrays
                : null;
    }

    private static boolean hasDecimals(KeyColumns<?> keys) {
        return !keys.areAll(kind -> kind != Kind.DECIMAL);
    }

    private static @Nullable KeyRelation typed(Dialect dialect, KeyColumns<?> keys, @Nullable TableColumns table) {
        return table == null ? null : new KeyRows(keys, dialect, Syntax.VALUES, table);
    }

    private static KeyRelation ofDuckDb(Dialect dialect, KeyColumns<?> keys) {
        // its driver sends the times of an array in nanoseconds, which only the years 1678 to 2261 have
        return keys.count() == 1 && keys.areAll(kind -> kind != Kind.TIME)
                ? new KeyArrays(keys, dialect.dbms())
                : new KeyRows(keys, dialect, Syntax.VALUES, null);
    }

    private static @Nullable KeyRelation ofMySql(Dialect dialect, KeyColumns<?> keys, @Nullable TableColumns table) {
        if (dialect.jsonTables() && keys.areAll(Kind::isWhole)) {
            return new KeyDocument(keys);
        }
        if (table == null && dialect.dbms() == Dbms.MYSQL) {
            return null; // it may compare by the collation of the parameter
        }
        boolean lossless = table != null || keys.areAll(kind -> kind != Kind.BYTES);
        return lossless ? new KeyRows(keys, dialect, Syntax.UNION, table) : null;
    }
}
