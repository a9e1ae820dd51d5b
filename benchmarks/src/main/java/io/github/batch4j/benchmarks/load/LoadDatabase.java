package io.github.batch4j.benchmarks.load;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.benchmarks.stores.DelayingProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** A local PostgreSQL full of married users, which counts its statements, and pools of connections to it. */
final class LoadDatabase implements AutoCloseable {

    static final int USERS = 100_000;

    private static final int POOL = 10;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final EmbeddedPostgres server;
    private final JdbcTemplate direct;

    LoadDatabase() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
        open.push(server);
        direct = new JdbcTemplate(server.getPostgresDatabase());
        direct.execute("create extension pg_stat_statements");
        direct.execute("create table users (id bigint primary key, name text not null, spouse_id bigint not null)");
        direct.update("insert into users select i, 'user ' || i, mod(i + " + USERS / 2 + ", " + USERS
                + ") from generate_series(0, " + (USERS - 1) + ") i");
        direct.execute("analyze users");
    }

    /** Returns the id of a user's spouse. */
    static long spouse(long id) {
        return (id + USERS / 2) % USERS;
    }

    /**
     * Opens a pool.
     *
     * @param delay the additional delay of the database's answers
     */
    HikariDataSource pool(Duration delay) throws IOException {
        int port = server.getPort();
        if (!delay.isZero()) {
            DelayingProxy proxy = new DelayingProxy(port, delay);
            open.push(proxy);
            port = proxy.port();
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(POOL);
        open.push(pool);
        return pool;
    }

    void resetStatistics() {
        direct.execute("select pg_stat_statements_reset()");
    }

    /** Returns the number of queries of the users since the statistics were reset. */
    long statements() {
        return Objects.requireNonNull(direct.queryForObject(
                "select coalesce(sum(calls), 0) from pg_stat_statements where query like 'select%users%'"
                        + " and query not like '%pg_stat_statements%'",
                Long.class));
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
