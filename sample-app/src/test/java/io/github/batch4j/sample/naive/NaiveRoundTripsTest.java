package io.github.batch4j.sample.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.sample.testing.CommandStats;
import io.github.batch4j.sample.testing.SampleTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The number of round trips without batches, by Redis's own count of the commands that it has run. */
@SampleTest
class NaiveRoundTripsTest {

    private final RestTestClient http;
    private final CommandStats stats;

    NaiveRoundTripsTest(RestTestClient http, StringRedisTemplate redis) {
        this.http = http;
        this.stats = new CommandStats(redis);
    }

    @Test
    void aUserAndTheSpouseTakeThree() {
        stats.reset();

        http.get()
                .uri("/naive/users/12345/spouses")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("""
                        {"user":{"id":12345,"name":"Ada","city":"Lisbon"},\
                        "spouse":{"id":67890,"name":"Grace","city":"Bergen"},\
                        "roundTrips":3,"batches":[["user:12345"],["spouseId:12345"],["user:67890"]]}""");

        assertThat(stats.calls()).isEqualTo(Map.of("get", 3));
    }
}
