package io.github.batch4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * The database is asked while Redis has not answered yet: here Redis stands still until the database has begun to answer.
 * Whoever waited for Redis first would wait in vain.
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
    void redisStandsStillUntilTheDatabaseIsAsked() {
        WhenUsersAreRead.run(jdbc, () -> Signals.goOn(redis));
        Signals.standStill(redis);
    }

    @AfterEach
    void redisGoesOn() {
        Signals.goOn(redis);
    }

    @Test
    void forProfiles() {
        ProfilesAnswer answer = get("/profiles?ids=1,2", ProfilesAnswer.class);

        assertThat(answer.profiles()).extracting(Profile::presence).containsExactly("online", "away");
        assertThat(answer.batches()).extracting(ProfilesAnswer.Batch::store).containsExactly("redis", "database");
    }

    @Test
    void forProfilesThatAreMeasured() {
        ProfileTimeline timeline = get("/timeline/profiles?ids=1,2", ProfileTimeline.class);

        assertThat(timeline.profiles()).extracting(Profile::presence).containsExactly("online", "away");
    }

    private <T> T get(String path, Class<T> type) {
        return http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(type)
                .returnResult()
                .getResponseBody();
    }
}
