package io.github.batch4j.benchmarks.faults;

import com.zaxxer.hikari.HikariDataSource;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import io.github.batch4j.spring.redis.RedisBatch;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Both stores, configured like an application that does not wait for a store that is down. */
final class Clients implements AutoCloseable {

    static final int USERS = 1_000;

    private final ClientResources resources = ClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(100)))
            .build();
    private final LettuceConnectionFactory connections;
    private final HikariDataSource pool = new HikariDataSource();
    private final RedisBatch<String> redis;
    private final JdbcLoader<Long, @Nullable String> names;

    Clients(Redis redisServer, Postgres postgres) {
        connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", redisServer.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(1))
                        .clientResources(resources)
                        .clientOptions(ClientOptions.builder()
                                .timeoutOptions(TimeoutOptions.enabled())
                                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                                .socketOptions(SocketOptions.builder()
                                        .connectTimeout(Duration.ofSeconds(1))
                                        .build())
                                .build())
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        StringRedisTemplate template = new StringRedisTemplate(connections);
        redis = RedisBatch.builder(template).timeout(Duration.ofMillis(500)).build();

        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?connectTimeout=1&socketTimeout=2"
                + "&cancelSignalTimeout=1");
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(Workers.COUNT);
        pool.setConnectionTimeout(1_000);
        pool.setValidationTimeout(500);
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        names = JdbcBatch.builder(jdbc)
                .queryTimeout(Duration.ofSeconds(1))
                .build()
                .table("users")
                .columns("name")
                .keyedBy(Long.class, "id")
                .one(String.class);
        fill(template, jdbc);
    }

    private static void fill(StringRedisTemplate redis, JdbcTemplate jdbc) {
        Map<String, String> values = new HashMap<>();
        for (int id = 0; id < USERS; id++) {
            values.put("user:" + id, "user " + id);
            values.put("friend:" + id, Integer.toString((id + 1) % USERS));
        }
        redis.opsForValue().multiSet(values);
        jdbc.execute("create table users (id bigint primary key, name text not null)");
        jdbc.update("insert into users select i, 'user ' || i from generate_series(0, " + (USERS - 1) + ") i");
    }

    /** Runs the reads of a request: users from both stores in one step, and their friends in the next. */
    List<String> execute(List<Integer> ids) {
        return BatchExecutor.builder().cache(1_000).build().execute(BatchGenerator.all(ids, this::genNames));
    }

    /** Returns the expected result. */
    static List<String> expected(List<Integer> ids) {
        return ids.stream()
                .map(id -> name(id) + ", " + name(id) + ", " + name((id + 1) % USERS))
                .toList();
    }

    private static String name(int id) {
        return "user " + id;
    }

    private BatchGenerator<String> genNames(int id) {
        return BatchGenerator.zip(
                redis.get("user:" + id),
                names.get((long) id),
                redis.get("friend:" + id).flatMap(friend -> redis.get("user:" + friend)),
                (cached, stored, friend) -> cached + ", " + stored + ", " + friend);
    }

    /** Returns the number of connections taken from the pool. */
    int taken() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        pool.close();
        connections.destroy();
        resources.shutdown(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
