package io.github.batch4j.spring.jdbc;

import java.util.Arrays;

/** The database products whose SQL is known, by the name that their drivers report. */
enum Dbms {
    POSTGRESQL("PostgreSQL"),
    H2("H2"),
    HSQLDB("HSQL Database Engine"),
    DERBY("Apache Derby"),
    SQLITE("SQLite"),
    DUCKDB("DuckDB"),
    MYSQL("MySQL"),
    MARIADB("MariaDB"),
    ORACLE("Oracle"),
    SQL_SERVER("Microsoft SQL Server"),
    DB2("DB2"),
    OTHER("");

    private final String product;

    Dbms(String product) {
        this.product = product;
    }

    static Dbms of(String product) {
        return Arrays.stream(values())
                .filter(known -> known == DB2 ? product.startsWith(known.product) : product.equals(known.product))
                .findFirst()
                .orElse(OTHER);
    }

    /** True for MySQL and MariaDB, whose SQL is nearly the same. */
    boolean isMySql() {
        return this == MYSQL || this == MARIADB;
    }
}
