package io.github.batch4j.spring.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/**
 * The features and limits of the database product behind a connection.
 *
 * @param product its name, as it reports it
 * @param arrays true if it compares with the elements of an array, by {@code = any(?)}
 * @param unnests true if it compares with those of several, by {@code in (select * from unnest(?, ?))}; H2 could, but
 *     without an index
 * @param tuples true if it compares rows, by {@code (a, b) in ((?, ?), (?, ?))}
 * @param maxParameters the largest number of parameters in a statement
 * @param maxListed the largest number of values in a list
 * @param quote the character around quoted identifiers, empty if there is none
 * @param folding the case in which it stores identifiers without quotes
 */
record Dialect(
        String product,
        boolean arrays,
        boolean unnests,
        boolean tuples,
        int maxParameters,
        int maxListed,
        String quote,
        Folding folding) {

    enum Folding {
        UPPER,
        LOWER,
        NONE;

        String fold(String identifier) {
            if (this == NONE) {
                return identifier;
            }
            return this == UPPER ? identifier.toUpperCase(Locale.ROOT) : identifier.toLowerCase(Locale.ROOT);
        }
    }

    static Dialect of(DatabaseMetaData metaData) throws SQLException {
        String product = metaData.getDatabaseProductName();
        String quote = metaData.getIdentifierQuoteString();
        boolean lower =
                metaData.storesLowerCaseIdentifiers() && !isMySql(product); // there it depends on the file system
        return of(
                product,
                quote == null || quote.isBlank() ? "" : quote.strip(),
                metaData.storesUpperCaseIdentifiers() ? Folding.UPPER : lower ? Folding.LOWER : Folding.NONE);
    }

    /** The dialect of a product; one that is not known has only the features that all have. */
    static Dialect of(String product, String quote, Folding folding) {
        boolean postgres = product.equals("PostgreSQL");
        boolean arrays = postgres || product.equals("H2");
        boolean sqlServer = product.equals("Microsoft SQL Server");
        boolean oracle = product.equals("Oracle");
        boolean tuples = arrays || oracle || isMySql(product);
        int maxParameters = sqlServer ? 2_000 : tuples || product.startsWith("DB2") ? 32_767 : 1_000;
        return new Dialect(
                product, arrays, postgres, tuples, maxParameters, oracle ? 1_000 : maxParameters, quote, folding);
    }

    private static boolean isMySql(String product) {
        return product.equals("MySQL") || product.equals("MariaDB");
    }

    /**
     * A part of a key in the form in which a list sends it. MySQL's driver would send a UUID as a Java object, which
     * equals no column.
     */
    Object listed(Object part) {
        return part instanceof UUID && isMySql(product) ? part.toString() : part;
    }

    /** True if texts may contain the character 0. PostgreSQL refuses it even in a parameter. */
    boolean hasZerosInTexts() {
        return !product.equals("PostgreSQL");
    }

    /** The largest number of keys in an array. */
    int maxInArray() {
        return product.equals("H2") ? 65_536 : Integer.MAX_VALUE;
    }

    /** The largest number of keys that a statement can list, by their columns and its other parameters. */
    int maxListed(int columns, int otherParameters) {
        return Math.min(maxListed, (maxParameters - otherParameters) / columns);
    }
}
