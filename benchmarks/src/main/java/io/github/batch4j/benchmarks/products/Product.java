package io.github.batch4j.benchmarks.products;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database product, with the statements that a careful engineer would write for it. */
public enum Product {
    /** H2 without its cache of the last result, which would answer the same keys again. */
    H2("H2", "jdbc:h2:mem:%s;optimize_reuse_results=0", "analyze"),
    POSTGRESQL("PostgreSQL", "jdbc:postgresql://127.0.0.1/", "analyze people"),
    POSTGRESQL_UNPREPARED("PostgreSQL, `prepareThreshold=0`", "jdbc:postgresql://127.0.0.1/", "analyze people"),
    MARIADB("MariaDB", "jdbc:mariadb://127.0.0.1/", "analyze table people"),
    SQLITE("SQLite", "jdbc:sqlite::memory:", "analyze"),
    DUCKDB("DuckDB", "jdbc:duckdb:", "analyze"),
    HSQLDB("HSQLDB", "jdbc:hsqldb:mem:%s", ""),
    DERBY("Derby", "jdbc:derby:memory:%s;create=true", "");

    static {
        // by default in the working directory
        System.setProperty(
                "derby.stream.error.file",
                Path.of(System.getProperty("java.io.tmpdir"), "batch4j-derby.log")
                        .toString());
    }

    final String title;

    /** The URL of the database in this JVM, with a place for its name, or the beginning of that of a server. */
    final String url;

    /** The statement that measures the table for the optimizer; empty if there is none. */
    final String analyze;

    Product(String title, String url, String analyze) {
        this.title = title;
        this.url = url;
        this.analyze = analyze;
    }

    /** Returns the name in tables. */
    public String title() {
        return title;
    }

    /** Returns true if the driver is on the class path, and the server, unless that comes with the benchmarks. */
    public boolean isAvailable() {
        try {
            DriverManager.getDriver(url);
            return this != MARIADB || MariaDbServer.isAvailable();
        } catch (SQLException none) {
            return false;
        }
    }

    /** Keys with their numbers, in the fastest form that the product has. */
    SentKeys numbered() {
        return switch (this) {
            case H2 -> SentKeys.unnested("?");
            case POSTGRESQL, POSTGRESQL_UNPREPARED -> SentKeys.unnestedLaterally();
            case MARIADB -> SentKeys.document("json_table(?, '$[*]' columns (n for ordinality, id bigint path '$')) k");
            case SQLITE -> SentKeys.document("(select key + 1 as n, value as id from json_each(?)) k");
            case DUCKDB -> SentKeys.unnested("cast(? as bigint[])");
            case HSQLDB -> SentKeys.unnested("cast(? as bigint array)");
            case DERBY -> SentKeys.rows(100);
        };
    }

    /** Keys without numbers, in the usual form. */
    SentKeys listed() {
        return switch (this) {
            case POSTGRESQL, POSTGRESQL_UNPREPARED -> SentKeys.any();
            case DERBY -> SentKeys.list(1_000);
            default -> SentKeys.list(SentKeys.MANY);
        };
    }
}
