package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.CommandStats;
import io.github.batch4j.sample.testing.SampleTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The sample with the stores of {@code docker-compose.yml}, configured by properties. */
@SampleTest
@Testcontainers(disabledWithoutDocker = true)
class ComposeTest {

    private static final int REDIS_PORT = 6379;
    private static final int POSTGRES_PORT = 5432;

    @Container
    private static final GenericContainer<?> REDIS =
            new GenericContainer<>(composeImage("redis")).withExposedPorts(REDIS_PORT);

    /** Logs that it is ready twice: its first start, for its own setup, accepts no connections from outside. */
    @Container
    private static final GenericContainer<?> POSTGRES = new GenericContainer<>(composeImage("postgres"))
            .withEnv(Map.of("POSTGRES_DB", "sample", "POSTGRES_USER", "sample", "POSTGRES_PASSWORD", "sample"))
            .withExposedPorts(POSTGRES_PORT)
            .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));

    private final RestTestClient http;
    private final CommandStats redis;

    ComposeTest(RestTestClient http, StringRedisTemplate redis) {
        this.http = http;
        this.redis = new CommandStats(redis);
    }

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.host", REDIS::getHost);
        properties.add("spring.data.redis.port", () -> REDIS.getMappedPort(REDIS_PORT));
        properties.add(
                "spring.datasource.url",
                () -> "jdbc:postgresql://" + POSTGRES.getHost() + ":" + POSTGRES.getMappedPort(POSTGRES_PORT)
                        + "/sample");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/12345/spouses", "/plain/users/12345/spouses"})
    void aUserAndTheSpouseTakeTwoRoundTrips(String path) {
        redis.reset();

        expectTwoRoundTrips(path);

        assertThat(redis.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void fromTheDatabaseTheyTakeTwoToo() {
        redis.reset();

        expectTwoRoundTrips("/jdbc/users/12345/spouses");

        assertThat(redis.calls()).isEmpty();
    }

    @Test
    void profilesTakeOneToEachStore() {
        redis.reset();

        expectTwoRoundTrips("/profiles?ids=1,2,3");

        assertThat(redis.calls()).isEqualTo(Map.of("mget", 1));
    }

    private void expectTwoRoundTrips(String path) {
        http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.roundTrips")
                .isEqualTo(2);
    }

    private static String composeImage(String name) {
        try {
            Matcher image = Pattern.compile("image: (" + name + ":\\S+)")
                    .matcher(Files.readString(Path.of("../docker-compose.yml")));
            assertThat(image.find()).isTrue();
            return image.group(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
