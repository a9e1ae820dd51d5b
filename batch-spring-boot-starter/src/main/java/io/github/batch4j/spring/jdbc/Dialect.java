package io.github.batch4j.spring.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/**
 * What matters of the product behind a connection.
 *
 * @param product what it calls itself
 * @param arrays whether it compares with the elements of an array, by {@code = any(?)}
 * @param unnests whether it does so with several, by {@code in (select * from unnest(?, ?))}; H2 would, but without any
 *     index
 * @param tuples whether it compares rows, by {@code (a, b) in ((?, ?), (?, ?))}
 * @param maxParameters how many parameters a statement may have
 * @param maxListed how many values a list may have
 * @param quote what stands around identifiers
 * @param folding what it makes of identifiers without
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
                metaData.storesLowerCaseIdentifiers() && !isMySql(product); // there it is the file system's matter
        return of(
                product,
                quote == null || quote.isBlank() ? "" : quote.strip(),
                metaData.storesUpperCaseIdentifiers() ? Folding.UPPER : lower ? Folding.LOWER : Folding.NONE);
    }

    /** Of a product that is not known, only what all have. */
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

    /** A part of a key as it is sent in a list. MySQL's driver would send a UUID as a Java object, which equals nothing. */
    Object listed(Object part) {
        return part instanceof UUID && isMySql(product) ? part.toString() : part;
    }

    /** Whether there are texts with the character 0 in them. PostgreSQL refuses even to look for one. */
    boolean hasZerosInTexts() {
        return !product.equals("PostgreSQL");
    }

    /** How many keys an array can have. */
    int maxInArray() {
        return product.equals("H2") ? 65_536 : Integer.MAX_VALUE;
    }

    /** How many keys a statement can list, of so many columns and beside other parameters. */
    int maxListed(int columns, int otherParameters) {
        return Math.min(maxListed, (maxParameters - otherParameters) / columns);
    }
}
