package io.github.batch4j.spring.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A PostgreSQL in a process of its own, with its statistics of statements. */
final class PostgresDatabase implements TestDatabase {

    private final EmbeddedPostgres server;
    private final HikariDataSource dataSource = new HikariDataSource();

    PostgresDatabase() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        dataSource.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        dataSource.setMaximumPoolSize(2);
        jdbc().execute("create extension pg_stat_statements");
    }

    @Override
    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void resetStatistics() {
        jdbc().execute("select pg_stat_statements_reset()");
    }

    @Override
    public Statistics statistics() {
        return new Statistics(
                "coalesce(sum(calls), 0)", "count(distinct query)", "pg_stat_statements where true", "lower(query)");
    }

    @Override
    public void close() {
        dataSource.close();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
