package io.github.batch4j.spring.jdbc;

import java.util.function.Supplier;

/** The database products that tests run on without a container. */
enum Product {
    H2("H2", H2Database::new),
    POSTGRESQL("PostgreSQL", PostgresDatabase::new),
    MARIADB("MariaDB", MySqlDatabase::mariaDb),
    HSQLDB("HSQLDB", HsqlDatabase::new),
    DERBY("Derby", DerbyDatabase::new),
    SQLITE("SQLite", SqliteDatabase::new),
    DUCKDB("DuckDB", DuckDbDatabase::new);

    /** The short name, as the tables of the documentation have it. */
    final String title;

    private final Supplier<TestDatabase> start;

    Product(String title, Supplier<TestDatabase> start) {
        this.title = title;
        this.start = start;
    }

    /**
     * Starts an empty database. A server is started once per JVM and has one for each call.
     *
     * @throws org.opentest4j.TestAbortedException if the product does not run on this platform
     */
    TestDatabase start() {
        return start.get();
    }
}
