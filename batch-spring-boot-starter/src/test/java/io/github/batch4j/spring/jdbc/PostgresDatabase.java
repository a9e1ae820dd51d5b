package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database of a PostgreSQL in a process of its own, with its statistics of statements. */
final class PostgresDatabase implements ServerDatabase {

    private static final String THIS = "(select oid from pg_database where datname = current_database())";

    private final String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    private final HikariDataSource dataSource = new HikariDataSource();

    /** The server of this JVM, with which it ends. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPort(FreePort.find())
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        static void execute(String sql) {
            new JdbcTemplate(POSTGRES.getPostgresDatabase()).execute(sql);
        }
    }

    PostgresDatabase() {
        Server.execute("create database " + name);
        dataSource.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", name));
        dataSource.setMaximumPoolSize(2);
        jdbc().execute("create extension pg_stat_statements");
    }

    @Override
    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void resetStatistics() {
        jdbc().execute("select pg_stat_statements_reset(0, " + THIS + ", 0)");
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                "coalesce(sum(calls), 0)",
                "count(distinct query)",
                "pg_stat_statements where dbid = " + THIS,
                "lower(query)");
    }

    @Override
    public void close() {
        dataSource.close();
        Server.execute("drop database " + name + " with (force)");
    }
}
