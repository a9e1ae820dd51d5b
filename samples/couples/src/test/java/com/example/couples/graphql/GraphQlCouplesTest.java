package com.example.couples.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.couples.shared.CommandStats;
import com.example.couples.shared.OnServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import redis.embedded.RedisServer;

/** The number of round trips to Redis, by its own count of the commands that it has run. */
@OnServer
class GraphQlCouplesTest {

    private static final String COUPLES =
            "query($ids: [Int!]!) {couples(ids: $ids) {user {id name city} spouse {name city}}}";

    private final RestTestClient http;
    private final CommandStats stats;

    GraphQlCouplesTest(RestTestClient http, StringRedisTemplate redis) {
        this.http = http;
        this.stats = new CommandStats(redis);
    }

    @BeforeEach
    void resetTheCount() {
        stats.reset();
    }

    @Test
    void aCoupleTakesTwo() {
        query(List.of(12345)).expectStatus().isOk().expectBody(String.class).isEqualTo("""
                        {"data":{"couples":[{"user":{"id":12345,"name":"Ada","city":"Lisbon"},\
                        "spouse":{"name":"Grace","city":"Bergen"}}]}}""");

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void aHundredCouplesTakeTwo() {
        query(IntStream.rangeClosed(1, 100).boxed().toList())
                .expectBody()
                .jsonPath("$.data.couples.length()")
                .isEqualTo(100)
                .jsonPath("$.data.couples[99].user.id")
                .isEqualTo(100)
                .jsonPath("$.errors")
                .doesNotExist();

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void aSingleTakesOne() {
        query(List.of(201)).expectBody().jsonPath("$.data.couples[0].spouse").isEmpty();

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 1));
    }

    @Test
    void anUnknownUserIsAnErrorOfTheFieldAlone() {
        query(List.of(99999, 1))
                .expectBody()
                .jsonPath("$.errors[0].message")
                .isEqualTo("There is no user:99999.")
                .jsonPath("$.errors[0].path")
                .isEqualTo(List.of("couples", 0, "user"))
                .jsonPath("$.errors[0].extensions.classification")
                .isEqualTo("NOT_FOUND")
                .jsonPath("$.data.couples[1].user.id")
                .isEqualTo(1);
    }

    @Test
    void idsThatAreNoNumbersAreRefused() {
        query(List.of("ada"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].message")
                .isEqualTo("Variable 'ids' has an invalid value: Expected a value that can be converted to type 'Int'"
                        + " but it was a 'String'");
    }

    @Test
    void thereIsAMostOfIds() {
        query(IntStream.rangeClosed(1, 501).boxed().toList())
                .expectBody()
                .jsonPath("$.errors[0].message")
                .isEqualTo("Expected at most 500 ids, got 501.")
                .jsonPath("$.errors[0].extensions.classification")
                .isEqualTo("BAD_REQUEST");

        assertThat(stats.calls()).isEmpty();
    }

    @Test
    @DirtiesContext
    void withoutRedisTheErrorSaysSo(@Autowired RedisServer server) throws IOException {
        server.stop();

        query(List.of(1))
                .expectBody()
                .jsonPath("$.errors[0].message")
                .isEqualTo("Redis does not answer.")
                .jsonPath("$.errors[0].extensions.classification")
                .isEqualTo("INTERNAL_ERROR");
    }

    private ResponseSpec query(List<?> ids) {
        return http.post()
                .uri("/graphql")
                .accept(MediaType.APPLICATION_GRAPHQL_RESPONSE)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", COUPLES, "variables", Map.of("ids", ids)))
                .exchange();
    }
}
