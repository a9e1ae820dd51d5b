package io.github.batch4j.sample.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.CommandStats;
import io.github.batch4j.sample.testing.QueryStats;
import io.github.batch4j.sample.testing.SampleTest;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

/** The round trips to two stores in one step, by the stores' own counts. */
@SampleTest
class ProfilesTest {

    private final RestTestClient http;
    private final QueryStats database;
    private final CommandStats redis;

    ProfilesTest(RestTestClient http, JdbcTemplate jdbc, StringRedisTemplate redis) {
        this.http = http;
        this.database = new QueryStats(jdbc);
        this.redis = new CommandStats(redis);
    }

    @BeforeEach
    void resetTheCounts() {
        database.reset();
        redis.reset();
    }

    @Test
    void threeTakeOneStep() {
        get("/profiles?ids=1,2,3").json("""
                {
                  "profiles": [
                    {"user": {"id": 1, "name": "Bruno", "city": "Cusco"}, "presence": "online"},
                    {"user": {"id": 2, "name": "Chiara", "city": "Dakar"}, "presence": "away"},
                    {"user": {"id": 3, "name": "Dmitri", "city": "Kyoto"}, "presence": "offline"}
                  ],
                  "roundTrips": 2,
                  "steps": 1,
                  "batches": [
                    {"step": 1, "store": "redis", "keys": ["presence:1", "presence:2", "presence:3"]},
                    {"step": 1, "store": "database", "keys": ["1", "2", "3"]}
                  ]
                }
                """, JsonCompareMode.STRICT);

        expectEachToBeAskedOnce();
    }

    @Test
    void thirtyTakeOneStep() {
        String ids = IntStream.rangeClosed(1, 30).mapToObj(String::valueOf).collect(Collectors.joining(","));

        get("/profiles?ids=" + ids)
                .jsonPath("$.profiles.length()")
                .isEqualTo(30)
                .jsonPath("$.steps")
                .isEqualTo(1);

        expectEachToBeAskedOnce();
    }

    private void expectEachToBeAskedOnce() {
        assertThat(database.queries()).isEqualTo(1);
        assertThat(redis.calls()).isEqualTo(Map.of("mget", 1));
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
}
