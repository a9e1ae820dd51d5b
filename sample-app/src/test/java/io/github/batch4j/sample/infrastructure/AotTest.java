package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.batch4j.sample.SampleApplication;
import io.github.batch4j.sample.testing.AotApplication;
import io.github.batch4j.sample.testing.CommandStats;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import redis.embedded.RedisServer;

/** The application processed ahead of time: the same answers in the same round trips. */
class AotTest {

    @AutoClose("stop")
    private static RedisServer server;

    @AutoClose("destroy")
    private static LettuceConnectionFactory connections;

    @AutoClose
    private static AotApplication application;

    private static RestTestClient http;
    private static CommandStats stats;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = new EmbeddedRedisConfiguration().embeddedRedis();
        int port = server.ports().get(0);
        connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.start();
        application = AotApplication.start(
                SampleApplication.class,
                folder,
                "--spring.data.redis.host=127.0.0.1",
                "--spring.data.redis.port=" + port);
        http = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + application.port())
                .build();
        stats = new CommandStats(new StringRedisTemplate(connections));
    }

    @Test
    void itIsTheProcessedOne() {
        assertThat(application.output()).contains("Starting AOT-processed SampleApplication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/12345/spouses", "/plain/users/12345/spouses"})
    void aUserAndTheSpouseTakeTwoRoundTrips(String uri) {
        stats.reset();

        get(uri).jsonPath("$.spouse.name").isEqualTo("Grace");

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void itHasTheDatabase() {
        get("/jdbc/users/12345/spouses")
                .jsonPath("$.spouse.name")
                .isEqualTo("Grace")
                .jsonPath("$.roundTrips")
                .isEqualTo(2);
    }

    @Test
    void itHasTheTimeline() {
        get("/users/12345/spouses");

        await().untilAsserted( // it is recorded when the answer has been sent
                        () -> get("/actuator/batch4j")
                                .jsonPath("$.works[0].roundTrips")
                                .isEqualTo(2));
    }

    private static BodyContentSpec get(String uri) {
        return http.get().uri(uri).exchange().expectStatus().isOk().expectBody();
    }
}
