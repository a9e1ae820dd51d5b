package io.github.batch4j.sample.profiles;

import io.github.batch4j.sample.testing.SampleTest;
import io.github.batch4j.sample.testing.Signals;
import io.github.batch4j.sample.testing.UserReadTrigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

/**
 * The database is queried while Redis has not answered yet: here the process of Redis is stopped until the query runs.
 * Code that waited for Redis first would fail by its timeout.
 */
@SampleTest
@TestPropertySource(properties = "spring.data.redis.timeout=20s")
@DirtiesContext
class StoresOverlapTest {

    private final RestTestClient http;
    private final long redis;
    private final JdbcTemplate jdbc;

    StoresOverlapTest(RestTestClient http, StringRedisTemplate redis, JdbcTemplate jdbc) {
        this.http = http;
        this.redis = pid(redis);
        this.jdbc = jdbc;
    }

    private static long pid(StringRedisTemplate redis) {
        return redis.execute((RedisCallback<Long>) connection ->
                Long.valueOf(connection.serverCommands().info("server").getProperty("process_id")));
    }

    @BeforeEach
    void redisIsStoppedUntilTheDatabaseIsAsked() {
        UserReadTrigger.run(jdbc, () -> Signals.resume(redis));
        Signals.stop(redis);
    }

    @AfterEach
    void redisGoesOn() {
        Signals.resume(redis);
    }

    @Test
    void forProfiles() {
        get("/profiles?ids=1,2").json("""
                {
                  "profiles": [{"presence": "online"}, {"presence": "away"}],
                  "batches": [{"store": "redis"}, {"store": "database"}]
                }
                """);
    }

    @Test
    void forProfilesThatAreMeasured() {
        get("/timeline/profiles?ids=1,2").json("""
                {"profiles": [{"presence": "online"}, {"presence": "away"}]}
                """);
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
}
