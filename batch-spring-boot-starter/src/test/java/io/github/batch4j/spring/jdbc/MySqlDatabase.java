package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mysql.MySQLContainer;

/** A MySQL or a MariaDB, with its log of statements in a table. */
final class MySqlDatabase implements ServerDatabase {

    private final HikariDataSource dataSource = new HikariDataSource();
    private final Runnable stop;

    private MySqlDatabase(String url, String password, Runnable stop) {
        this.stop = stop;
        dataSource.setJdbcUrl(url);
        dataSource.setUsername("root");
        dataSource.setPassword(password);
        dataSource.setMaximumPoolSize(2);
        jdbc().execute("set global log_output = 'TABLE'");
        jdbc().execute("set global general_log = 'ON'");
    }

    /** A MySQL in a container. Its driver would send each of a hundred thousand rows by itself. */
    static MySqlDatabase mySql() {
        JdbcDatabaseContainer<?> server =
                new MySQLContainer("mysql:8.4").withUrlParam("rewriteBatchedStatements", "true");
        server.start(); // its root has the password of its user
        return new MySqlDatabase(server.getJdbcUrl(), server.getPassword(), server::stop);
    }

    /** A schema of the MariaDB of this JVM. */
    static MySqlDatabase mariaDb() {
        String schema = MariaDbServer.createSchema();
        return new MySqlDatabase(MariaDbServer.url(schema), "", () -> MariaDbServer.execute("drop schema " + schema));
    }

    @Override
    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void resetStatistics() {
        jdbc().execute("truncate table mysql.general_log");
    }

    /** Without the values in texts, as drivers put those of parameters into them. */
    @Override
    public Statistics statistics() {
        return new Statistics(
                "count(*)",
                "count(distinct regexp_replace(convert(argument using utf8mb4), '\\'[^\\']*\\'|[0-9]+|null', '?'))",
                "mysql.general_log where command_type in ('Query', 'Execute')"
                        + " and convert(argument using utf8mb4) not like '%general_log%'",
                "lower(convert(argument using utf8mb4))");
    }

    @Override
    public void close() {
        dataSource.close();
        stop.run();
    }
}
