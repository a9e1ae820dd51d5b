package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.testcontainers.mysql.MySQLContainer;

/** A MySQL in a container, with its log of statements in a table. */
final class MySqlDatabase implements TestDatabase {

    private final MySQLContainer server = new MySQLContainer("mysql:8.4").withUsername("root");
    private final HikariDataSource dataSource = new HikariDataSource();

    MySqlDatabase() {
        server.start();
        dataSource.setJdbcUrl(server.getJdbcUrl());
        dataSource.setUsername("root");
        dataSource.setPassword(server.getPassword());
        dataSource.setMaximumPoolSize(2);
        jdbc().execute("set global log_output = 'TABLE'");
        jdbc().execute("set global general_log = 'ON'");
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
    public long statements(String verb, String containing) {
        return ask("count(*)", verb, containing);
    }

    @Override
    public long texts(String verb, String containing) {
        return ask("count(distinct argument)", verb, containing);
    }

    private long ask(String what, String verb, String containing) {
        Long found = jdbc().queryForObject(
                        "select " + what + " from mysql.general_log where command_type in ('Query', 'Execute')"
                                + " and lower(convert(argument using utf8mb4)) like ?"
                                + " and lower(convert(argument using utf8mb4)) like ?"
                                + " and convert(argument using utf8mb4) not like '%general_log%'",
                        Long.class,
                        verb + " %",
                        "%" + containing + "%");
        return found == null ? 0 : found;
    }

    @Override
    public void close() {
        dataSource.close();
        server.stop();
    }
}
