package io.github.batch4j.sample.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.batch4j.sample.testing.SampleTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import redis.embedded.RedisServer;

/** Requests while Redis is away: those that need it fail soon, others work, and all do when it is back. */
@SampleTest
@DirtiesContext
class RedisAwayTest {

    private static final List<String> PATHS = List.of(
            "/users/12345/spouses",
            "/users?ids=1,2",
            "/plain/users/12345/spouses",
            "/plain/users?ids=1,2",
            "/naive/users/12345/spouses",
            "/timeline/users/12345",
            "/profiles?ids=1,2",
            "/timeline/profiles?ids=1,2");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RestTestClient http;
    private final RedisServer server;
    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis;
    private final RedisSeeder seeder;

    RedisAwayTest(
            RestTestClient http,
            RedisServer server,
            LettuceConnectionFactory connections,
            StringRedisTemplate redis,
            RedisSeeder seeder) {
        this.http = http;
        this.server = server;
        this.connections = connections;
        this.redis = redis;
        this.seeder = seeder;
    }

    @AfterEach
    void recovers() {
        if (!server.isActive()) {
            server.start();
            // A Redis with persistence keeps its data; this one is empty after its restart.
            await().atMost(10, SECONDS).ignoreException(NoRedisException.class).untilAsserted(seeder::write);
        }
        for (String path : PATHS) {
            await().atMost(10, SECONDS).until(() -> isAnswered(path));
        }
    }

    @Test
    void failsSoonWhenTheConnectionIsLost() {
        server.stop();

        PATHS.forEach(this::expectUnavailableSoon);
    }

    @Test
    void failsSoonWhenThereNeverWasAConnection() {
        server.stop();
        connections.stop();
        connections.start();

        PATHS.forEach(this::expectUnavailableSoon);
    }

    @Test
    void failsSoonWhenItDoesNotAnswer() {
        redis.execute((RedisCallback<Object>)
                connection -> connection.execute("CLIENT", "PAUSE".getBytes(UTF_8), "4000".getBytes(UTF_8)));

        expectUnavailableSoon("/users/12345/spouses");
        expectUnavailableSoon("/plain/users/12345/spouses");
        expectUnavailableSoon("/naive/users/12345/spouses");
    }

    @Test
    void othersStillWork() {
        server.stop();

        http.get().uri("/jdbc/users/12345/spouses").exchange().expectStatus().isOk();
    }

    private boolean isAnswered(String path) {
        return http.get().uri(path).exchange().returnResult().getStatus().is2xxSuccessful();
    }

    private void expectUnavailableSoon(String path) {
        assertTimeout(
                SOON,
                () -> http.get()
                        .uri(path)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(503)
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .expectBody()
                        .jsonPath("$.detail")
                        .isEqualTo("Redis does not answer. Please try again in a moment."));
    }
}
