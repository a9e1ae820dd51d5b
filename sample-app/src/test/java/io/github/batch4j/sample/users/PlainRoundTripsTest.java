package io.github.batch4j.sample.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.CommandStats;
import io.github.batch4j.sample.testing.ExpectedCoroutines;
import io.github.batch4j.sample.testing.SampleTest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

/** The round trips of plain blocking code, on each kind of coroutine, by Redis's own count. */
@SampleTest
@Tag("coroutines")
class PlainRoundTripsTest {

    private final RestTestClient http;
    private final CommandStats stats;

    PlainRoundTripsTest(RestTestClient http, StringRedisTemplate redis) {
        this.http = http;
        this.stats = new CommandStats(redis);
    }

    @BeforeEach
    void resetTheCount() {
        stats.reset();
    }

    @Test
    void aUserAndTheSpouseTakeTwo() {
        get("/plain/users/12345/spouses").json("""
                {
                  "user": {"id": 12345, "name": "Ada", "city": "Lisbon"},
                  "spouse": {"id": 67890, "name": "Grace", "city": "Bergen"},
                  "roundTrips": 2,
                  "batches": [["user:12345", "spouseId:12345"], ["user:67890"]],
                  "coroutines": "%s"
                }
                """.formatted(ExpectedCoroutines.NAME), JsonCompareMode.STRICT);

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void aUserWithoutSpouseTakesOne() {
        get("/plain/users/25/spouses").json("""
                {
                  "user": {"id": 25, "name": "Zora", "city": "Lisbon"},
                  "spouse": null,
                  "roundTrips": 1,
                  "batches": [["user:25", "spouseId:25"]],
                  "coroutines": "%s"
                }
                """.formatted(ExpectedCoroutines.NAME), JsonCompareMode.STRICT);

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 1));
    }

    @Test
    void twentyCouplesTakeTwo() {
        String ids = IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).collect(Collectors.joining(","));

        get("/plain/users?ids=" + ids)
                .jsonPath("$.couples.length()")
                .isEqualTo(20)
                .jsonPath("$.couples[19].spouse.id")
                .isEqualTo(120)
                .jsonPath("$.roundTrips")
                .isEqualTo(2)
                .jsonPath("$.coroutines")
                .isEqualTo(ExpectedCoroutines.NAME);

        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }

    @Test
    void anIdThatIsGivenTwiceIsAskedOnce() {
        get("/plain/users?ids=25,25").json("""
                {
                  "couples": [{"user": {"id": 25}}, {"user": {"id": 25}}],
                  "batches": [["user:25", "spouseId:25"]]
                }
                """);
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
}
