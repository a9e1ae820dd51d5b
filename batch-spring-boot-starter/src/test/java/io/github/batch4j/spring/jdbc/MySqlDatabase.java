package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;

/** A MySQL or a MariaDB, with its log of statements in a table. */
final class MySqlDatabase implements TestDatabase {

    private final JdbcDatabaseContainer<?> server;
    private final HikariDataSource dataSource = new HikariDataSource();

    /**
     * Starts it.
     *
     * @param server a container whose {@code root} has the password of its user
     */
    private MySqlDatabase(JdbcDatabaseContainer<?> server) {
        this.server = server;
        server.start();
        dataSource.setJdbcUrl(server.getJdbcUrl());
        dataSource.setUsername("root");
        dataSource.setPassword(server.getPassword());
        dataSource.setMaximumPoolSize(2);
        jdbc().execute("set global log_output = 'TABLE'");
        jdbc().execute("set global general_log = 'ON'");
    }

    /** Its driver would send each of a hundred thousand rows by itself. */
    static MySqlDatabase mySql() {
        return new MySqlDatabase(new MySQLContainer("mysql:8.4").withUrlParam("rewriteBatchedStatements", "true"));
    }

    static MySqlDatabase mariaDb() {
        return new MySqlDatabase(new MariaDBContainer("mariadb:11.4"));
    }

    @Override
    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void resetStatistics() {
        jdbc().execute("truncate table mysql.general_log");
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                "count(*)",
                "count(distinct argument)",
                "mysql.general_log where command_type in ('Query', 'Execute')"
                        + " and convert(argument using utf8mb4) not like '%general_log%'",
                "lower(convert(argument using utf8mb4))");
    }

    @Override
    public void close() {
        dataSource.close();
        server.stop();
    }
}
