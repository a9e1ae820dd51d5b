package io.github.batch4j.spring.jdbc;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.db2.Db2Container;
import org.testcontainers.mssqlserver.MSSQLServerContainer;
import org.testcontainers.oracle.OracleContainer;

/** A database in a container of its own, which is removed when it is closed. */
final class ContainerDatabase extends CountedDatabase {

    /**
     * The SQL in which products differ.
     *
     * @param drop drops a table if it exists, with a place for its name
     * @param rename renames a table, with a place for each name
     * @param wholeNumber the type of whole numbers of 64 bits
     */
    private record Sql(String drop, String rename, String wholeNumber) {}

    private final JdbcDatabaseContainer<?> server;
    private final Sql sql;

    private ContainerDatabase(JdbcDatabaseContainer<?> server, Sql sql) {
        super(new DriverManagerDataSource(server.getJdbcUrl(), server.getUsername(), server.getPassword()));
        this.server = server;
        this.sql = sql;
    }

    private static ContainerDatabase start(JdbcDatabaseContainer<?> server, Sql sql) {
        server.start();
        return new ContainerDatabase(server, sql);
    }

    static ContainerDatabase sqlServer() {
        return start(
                new MSSQLServerContainer("mcr.microsoft.com/mssql/server:2022-latest").acceptLicense(),
                new Sql("drop table if exists %s", "exec sp_rename '%s', '%s'", "bigint"));
    }

    /** An Oracle Free. Version 23 is the first that inserts several rows by {@code values}. */
    static ContainerDatabase oracle() {
        return start(
                new OracleContainer("gvenzl/oracle-free:23-slim-faststart"),
                new Sql("drop table if exists %s", "alter table %s rename to %s", "number(19)"));
    }

    static ContainerDatabase db2() {
        return start(
                new Db2Container("icr.io/db2_community/db2:12.1.0.0").acceptLicense(),
                new Sql(
                        "begin declare continue handler for sqlstate '42704' begin end;"
                                + " execute immediate 'drop table %s'; end",
                        "rename table %s to %s", "bigint"));
    }

    @Override
    public void drop(String table) {
        jdbc().execute(sql.drop.formatted(table));
    }

    @Override
    public void rename(String table, String name) {
        jdbc().execute(sql.rename.formatted(table, name));
    }

    @Override
    public String wholeNumber() {
        return sql.wholeNumber;
    }

    @Override
    public void close() {
        super.close();
        server.stop();
    }
}
