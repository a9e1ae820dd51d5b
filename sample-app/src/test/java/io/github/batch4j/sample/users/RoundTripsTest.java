package io.github.batch4j.sample.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.CommandStats;
import io.github.batch4j.sample.testing.SampleTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The number of round trips to Redis, by its own count of the commands that it has run. */
@SampleTest
class RoundTripsTest {

    private final RestTestClient http;
    private final StringRedisTemplate redis;
    private final CommandStats stats;

    RoundTripsTest(RestTestClient http, StringRedisTemplate redis) {
        this.http = http;
        this.redis = redis;
        this.stats = new CommandStats(redis);
    }

    @BeforeEach
    void resetTheCount() {
        stats.reset();
    }

    @Test
    void aUserAndTheSpouseTakeTwo() {
        http.get()
                .uri("/users/12345/spouses")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("""
                        {"user":{"id":12345,"name":"Ada","city":"Lisbon"},\
                        "spouse":{"id":67890,"name":"Grace","city":"Bergen"},\
                        "roundTrips":2,"batches":[["user:12345","spouseId:12345"],["user:67890"]]}""");

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void twentyCouplesTakeTwo() {
        expectTwoRoundTrips(1, 20);
    }

    @Test
    void asManyCouplesAsCanBeAskedForTakeTwo() {
        Map<String, String> entries = new HashMap<>();
        for (int id = 1001; id <= 1000 + UserIds.MAX; id++) {
            entries.put("user:" + id, "{\"id\":" + id + ",\"name\":\"Noa\",\"city\":\"Riga\"}");
            entries.put("spouseId:" + id, "12345");
        }
        redis.opsForValue().multiSet(entries);
        stats.reset();

        expectTwoRoundTrips(1001, 1000 + UserIds.MAX);

        redis.delete(entries.keySet());
    }

    @Test
    void aUserWithoutSpouseTakesOne() {
        http.get().uri("/users/25/spouses").exchange().expectStatus().isOk();

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 1));
    }

    private void expectTwoRoundTrips(int firstId, int lastId) {
        String ids =
                IntStream.rangeClosed(firstId, lastId).mapToObj(String::valueOf).collect(Collectors.joining(","));

        http.get()
                .uri("/users?ids=" + ids)
                .exchange()
                .expectBody()
                .jsonPath("$.couples.length()")
                .isEqualTo(lastId - firstId + 1)
                .jsonPath("$.roundTrips")
                .isEqualTo(2);

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }
}
