package io.github.batch4j.spring.jdbc;

import java.util.function.Supplier;

/** The database products that tests run on without a container. */
enum Product {
    H2(H2Database::new),
    POSTGRESQL(PostgresDatabase::new),
    MARIADB(MySqlDatabase::mariaDb),
    HSQLDB(HsqlDatabase::new),
    DERBY(DerbyDatabase::new),
    SQLITE(SqliteDatabase::new),
    DUCKDB(DuckDbDatabase::new);

    private final Supplier<TestDatabase> start;

    Product(Supplier<TestDatabase> start) {
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
