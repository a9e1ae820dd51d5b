package io.github.batch4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The same with the Redis of {@code docker-compose.yml}, configured as one configures any. */
@SampleTest
@Testcontainers(disabledWithoutDocker = true)
class ComposeRedisTest {

    private static final int PORT = 6379;

    @Container
    private static final GenericContainer<?> REDIS = new GenericContainer<>(composeImage()).withExposedPorts(PORT);

    private final RestTestClient http;
    private final CommandStats redis;

    ComposeRedisTest(RestTestClient http, StringRedisTemplate redis) {
        this.http = http;
        this.redis = new CommandStats(redis);
    }

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.host", REDIS::getHost);
        properties.add("spring.data.redis.port", () -> REDIS.getMappedPort(PORT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/12345/spouses", "/plain/users/12345/spouses"})
    void aUserAndTheSpouseTakeTwoRoundTrips(String path) {
        redis.reset();

        http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.roundTrips")
                .isEqualTo(2);

        assertThat(redis.calls()).isEqualTo(Map.of("mget", 2));
    }

    private static String composeImage() {
        try {
            Matcher image =
                    Pattern.compile("image: (redis:\\S+)").matcher(Files.readString(Path.of("../docker-compose.yml")));
            assertThat(image.find()).isTrue();
            return image.group(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
