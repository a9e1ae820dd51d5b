package io.github.batch4j.spring.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The features and limits of the database product behind a connection.
 *
 * @param product its name, as it reports it
 * @param dbms the product if it is known
 * @param jsonTables true if it makes a table of a JSON text, as MySQL 8.0.19 and MariaDB 10.6 do
 * @param untypedTexts true if texts are sent without a type, so that each gets that of the column it is compared with
 * @param quote the character around quoted identifiers, empty if there is none
 * @param folding the case in which it stores identifiers without quotes
 */
record Dialect(String product, Dbms dbms, boolean jsonTables, boolean untypedTexts, String quote, Folding folding) {

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
        Dbms dbms = isMariaDb(metaData) ? Dbms.MARIADB : Dbms.of(product);
        String quote = metaData.getIdentifierQuoteString();
        boolean lower = metaData.storesLowerCaseIdentifiers() && !dbms.isMySql(); // there it depends on the file system
        return new Dialect(
                product,
                dbms,
                hasJsonTables(dbms, metaData),
                dbms == Dbms.POSTGRESQL && hasUntypedTexts(metaData.getConnection()),
                quote == null || quote.isBlank() ? "" : quote.strip(),
                metaData.storesUpperCaseIdentifiers() ? Folding.UPPER : lower ? Folding.LOWER : Folding.NONE);
    }

    /** True for MariaDB, also by MySQL's driver, which reports MySQL as the product. */
    private static boolean isMariaDb(DatabaseMetaData metaData) throws SQLException {
        String version = metaData.getDatabaseProductVersion();
        return version != null && version.contains("MariaDB");
    }

    private static boolean hasJsonTables(Dbms dbms, DatabaseMetaData metaData) throws SQLException {
        int major = metaData.getDatabaseMajorVersion();
        return switch (dbms) {
            case MARIADB -> major > 10 || (major == 10 && metaData.getDatabaseMinorVersion() >= 6);
            case MYSQL -> major > 8 || (major == 8 && isFrom19(metaData.getDatabaseProductVersion()));
            default -> false;
        };
    }

    /** True for 8.0.19 and newer: before, {@code limit} in a derived table could be merged away. */
    private static boolean isFrom19(String version) {
        String patch = version.replaceFirst("^8\\.0\\.(\\d+).*", "$1");
        return patch.equals(version) || Integer.parseInt(patch) >= 19;
    }

    /**
     * True if PostgreSQL's driver sends no types of texts, because of {@code stringtype=unspecified} or
     * {@code preferQueryMode=simple}. Only the server tells both.
     */
    private static boolean hasUntypedTexts(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select cast(pg_typeof(coalesce(?, ?)) as text)")) {
            ask.setString(1, "");
            ask.setString(2, "");
            try (ResultSet type = ask.executeQuery()) {
                return type.next() && !"character varying".equals(type.getString(1));
            }
        }
    }

    /** A dialect without what depends on the version. */
    static Dialect of(String product, String quote, Folding folding) {
        return new Dialect(product, Dbms.of(product), false, false, quote, folding);
    }

    /** True if it compares rows, by {@code (a, b) in ((?, ?), (?, ?))}. */
    boolean tuples() {
        return switch (dbms) {
            case POSTGRESQL, H2, HSQLDB, DUCKDB, MYSQL, MARIADB, ORACLE -> true;
            default -> false;
        };
    }

    /** True if a transaction is over once a statement of it has failed. */
    boolean abortsTransactions() {
        return dbms == Dbms.POSTGRESQL || dbms == Dbms.DUCKDB;
    }

    /** The largest number of parameters in a statement. */
    int maxParameters() {
        return switch (dbms) {
            case POSTGRESQL, H2, HSQLDB, DUCKDB, SQLITE, MYSQL, MARIADB, ORACLE, DB2 -> 32_766;
            case SQL_SERVER -> 2_000;
            default -> 1_000;
        };
    }

    /** The largest number of keys that {@code in (?, ?)} can list, by their columns and its other parameters. */
    int maxListed(int columns, int otherParameters) {
        int parameters = (maxParameters() - otherParameters) / columns;
        return dbms == Dbms.ORACLE ? Math.min(1_000, parameters) : parameters;
    }
}
