package io.github.batch4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class TimelineTest {

    private final RestTestClient http;

    TimelineTest(RestTestClient http) {
        this.http = http;
    }

    @Test
    void showsBothWaysForOneUser() {
        Timeline timeline = get("/timeline/users/12345");

        assertThat(timeline.couples())
                .containsExactly(new Couple(new User(12345, "Ada", "Lisbon"), new User(67890, "Grace", "Bergen")));
        assertThat(timeline.batched())
                .extracting(RoundTrip::keys)
                .containsExactly(List.of("user:12345", "spouseId:12345"), List.of("user:67890"));
        assertThat(timeline.naive())
                .extracting(RoundTrip::keys)
                .containsExactly(List.of("user:12345"), List.of("spouseId:12345"), List.of("user:67890"));
    }

    @Test
    void hasOneRoundTripBeginAfterTheOther() {
        Timeline timeline = get("/timeline/users?ids=1,2,3");

        assertThat(timeline.batched()).hasSize(2);
        assertThat(timeline.naive()).hasSize(9);
        assertOneAfterTheOther(timeline.batched());
        assertOneAfterTheOther(timeline.naive());
    }

    private Timeline get(String path) {
        return http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Timeline.class)
                .returnResult()
                .getResponseBody();
    }

    private static void assertOneAfterTheOther(List<RoundTrip> roundTrips) {
        long ended = 0;
        for (RoundTrip roundTrip : roundTrips) {
            assertThat(roundTrip.startMicros()).isGreaterThanOrEqualTo(ended);
            ended = roundTrip.startMicros() + roundTrip.tookMicros();
        }
    }
}
