package com.example.couples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.couples.shared.CommandStats;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import redis.embedded.RedisServer;

/** The number of round trips to Redis, by its own count of the commands that it has run. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.main.web-application-type=reactive") // the test's class path has Spring MVC too
@TestConstructor(autowireMode = AutowireMode.ALL)
class WebFluxCouplesTest {

    private final RestTestClient http;
    private final CommandStats stats;

    WebFluxCouplesTest(@LocalServerPort int port, StringRedisTemplate redis) {
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        this.stats = new CommandStats(redis);
    }

    @BeforeEach
    void resetTheCount() {
        stats.reset();
    }

    @Test
    void aCoupleTakesTwo() {
        get("/couples/12345").expectStatus().isOk().expectBody(String.class).isEqualTo("""
                        {"user":{"id":12345,"name":"Ada","city":"Lisbon"},\
                        "spouse":{"id":67890,"name":"Grace","city":"Bergen"}}""");

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void aHundredCouplesTakeTwo() {
        get("/couples?ids=" + ids(100))
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(100)
                .jsonPath("$[99].spouse.id")
                .isEqualTo(200);

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void aSingleTakesOne() {
        get("/couples/201").expectBody().jsonPath("$.spouse").isEmpty();

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "/couples/99999,   404, There is no user:99999.",
        "/couples/ada,     400, Type mismatch.",
        "/couples,         400, Required query parameter 'ids' is not present.",
        "'/couples?ids=1,,2', 400, 'Expected 1 to 500 ids, got 3.'",
        "'/couples?ids=,', 400, 'Expected 1 to 500 ids, got 2.'",
        "/couples?ids=1.5, 400, Type mismatch.",
    })
    void nonsenseIsExplained(String uri, int status, String detail) {
        get(uri).expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }

    @Test
    void thereIsAMostOfIds() {
        get("/couples?ids=" + ids(501))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Expected 1 to 500 ids, got 501.");

        assertThat(stats.calls()).isEmpty();
    }

    @Test
    @DirtiesContext
    void withoutRedisTheAnswerSaysSo(@Autowired RedisServer server) throws IOException {
        server.stop();

        get("/couples/1")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Redis does not answer.");
    }

    private static String ids(int most) {
        return IntStream.rangeClosed(1, most).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private ResponseSpec get(String uri) {
        return http.get().uri(uri).exchange();
    }
}
