package io.github.batch4j.sample.infrastructure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.batch4j.sample.testing.PostgresServer;
import io.github.batch4j.sample.testing.SampleTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Requests while the database is away: those that need it fail soon, others work, and all do when it is back. */
@SampleTest
@DirtiesContext
class DatabaseAwayTest {

    private static final PostgresServer DATABASE = new PostgresServer();
    private static final List<String> PATHS = List.of(
            "/jdbc/users/12345/spouses", "/jdbc/users?ids=1,2", "/profiles?ids=1,2", "/timeline/profiles?ids=1,2");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RestTestClient http;

    DatabaseAwayTest(RestTestClient http) {
        this.http = http;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        DATABASE.configure(properties);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @AfterEach
    void recovers() {
        DATABASE.resume();
        DATABASE.start();
        for (String path : PATHS) {
            await().atMost(10, SECONDS).until(() -> isAnswered(path));
        }
    }

    @Test
    void failsSoonWhenItIsStopped() {
        DATABASE.stop();

        PATHS.forEach(this::expectUnavailableSoon);
    }

    @Test
    void failsSoonWhenItDoesNotAnswer() {
        DATABASE.suspend();

        PATHS.forEach(this::expectUnavailableSoon);
    }

    @Test
    void othersStillWork() {
        DATABASE.stop();

        http.get().uri("/users/12345/spouses").exchange().expectStatus().isOk();
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
                        .isEqualTo("The database does not answer. Please try again in a moment."));
    }
}
