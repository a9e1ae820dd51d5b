package io.github.batch4j.benchmarks.stores;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import redis.embedded.RedisServer;

/** A local Redis and a local PostgreSQL, each full of married users, and the adapters that read them. */
public final class Servers implements AutoCloseable {

    static final int USERS = 100_000;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final StringRedisTemplate redis;
    private final JdbcTemplate jdbc;

    /**
     * Starts both servers.
     *
     * @param delay the additional delay of their answers
     */
    public Servers(Duration delay) throws IOException {
        try {
            this.redis = redis(delay);
            this.jdbc = jdbc(delay);
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    public StringRedisTemplate redis() {
        return redis;
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Returns the id of a user's spouse. */
    static int spouse(int id) {
        return (id + USERS / 2) % USERS;
    }

    private StringRedisTemplate redis(Duration delay) throws IOException {
        int port = freePort();
        RedisServer server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        open.add(server::stop);
        LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", delayed(port, delay));
        connections.afterPropertiesSet();
        connections.start();
        open.add(connections::destroy);
        StringRedisTemplate template = new StringRedisTemplate(connections);
        Map<String, String> values = new HashMap<>();
        for (int id = 0; id < USERS; id++) {
            values.put("user:" + id, "user " + id);
            values.put("spouseId:" + id, Integer.toString(spouse(id)));
        }
        template.opsForValue().multiSet(values);
        return template;
    }

    private JdbcTemplate jdbc(Duration delay) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        open.add(server);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + delayed(server.getPort(), delay) + "/postgres");
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(4);
        open.add(pool);
        JdbcTemplate template = new JdbcTemplate(pool);
        template.execute("create table users (id bigint primary key, name text not null, spouse_id bigint not null)");
        template.update("insert into users select i, 'user ' || i, mod(i + " + USERS / 2 + ", " + USERS
                + ") from generate_series(0, " + (USERS - 1) + ") i");
        template.execute("analyze users");
        return template;
    }

    private int delayed(int port, Duration delay) throws IOException {
        if (delay.isZero()) {
            return port;
        }
        DelayingProxy proxy = new DelayingProxy(port, delay);
        open.add(proxy);
        return proxy.port();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        Collections.reverse(open);
        for (AutoCloseable opened : open) {
            try {
                opened.close();
            } catch (Exception failure) {
                System.err.println("could not be closed: " + failure);
            }
        }
        open.clear();
    }
}
