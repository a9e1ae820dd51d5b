package io.github.batch4j.spring.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

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
        boolean postgres = product.equals("PostgreSQL");
        boolean arrays = postgres || product.equals("H2");
        boolean sqlServer = product.equals("Microsoft SQL Server");
        boolean oracle = product.equals("Oracle");
        String quote = metaData.getIdentifierQuoteString();
        Folding folding = metaData.storesUpperCaseIdentifiers()
                ? Folding.UPPER
                : metaData.storesLowerCaseIdentifiers() && arrays ? Folding.LOWER : Folding.NONE;
        return new Dialect(
                product,
                arrays,
                postgres,
                !sqlServer,
                sqlServer ? 2_000 : 32_767,
                oracle ? 1_000 : sqlServer ? 2_000 : 32_767,
                quote == null || quote.isBlank() ? "" : quote.strip(),
                folding);
    }

    /** How many keys a statement can list, of so many columns and beside other parameters. */
    int maxListed(int columns, int otherParameters) {
        return Math.min(maxListed, (maxParameters - otherParameters) / columns);
    }
}
