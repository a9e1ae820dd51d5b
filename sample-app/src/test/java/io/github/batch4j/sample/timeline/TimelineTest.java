package io.github.batch4j.sample.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.CoroutineKind;
import io.github.batch4j.sample.roundtrip.RoundTrip;
import io.github.batch4j.sample.testing.SampleTest;
import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.User;
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
    void showsThreeWaysForOneUser() {
        Timeline timeline = get("/timeline/users/12345");

        assertThat(timeline.couples())
                .containsExactly(new Couple(new User(12345, "Ada", "Lisbon"), new User(67890, "Grace", "Bergen")));
        assertThat(keys(timeline.pipeline()))
                .containsExactly(List.of("user:12345", "spouseId:12345"), List.of("user:67890"));
        assertThat(keys(timeline.plain())).isEqualTo(keys(timeline.pipeline()));
        assertThat(keys(timeline.naive()))
                .containsExactly(List.of("user:12345"), List.of("spouseId:12345"), List.of("user:67890"));
        assertThat(timeline.coroutines()).isEqualTo(CoroutineKind.current());
    }

    @Test
    void hasOneRoundTripBeginAfterTheOther() {
        Timeline timeline = get("/timeline/users?ids=1,2,3");

        assertThat(timeline.pipeline().roundTrips()).hasSize(2);
        assertThat(timeline.plain().roundTrips()).hasSize(2);
        assertThat(timeline.naive().roundTrips()).hasSize(9);
        assertOneAfterTheOther(timeline.pipeline());
        assertOneAfterTheOther(timeline.plain());
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

    private static List<List<String>> keys(Measurement way) {
        return way.roundTrips().stream().map(RoundTrip::keys).toList();
    }

    private static void assertOneAfterTheOther(Measurement way) {
        long ended = 0;
        for (RoundTrip roundTrip : way.roundTrips()) {
            assertThat(roundTrip.startMicros()).isGreaterThanOrEqualTo(ended);
            ended = roundTrip.startMicros() + roundTrip.tookMicros();
        }
        assertThat(way.tookMicros()).isGreaterThanOrEqualTo(ended);
    }
}
