package io.github.batch4j.sample.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.batch4j.sample.profiles.Profile;
import io.github.batch4j.sample.roundtrip.RoundTrip;
import io.github.batch4j.sample.testing.SampleTest;
import io.github.batch4j.sample.users.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class ProfileTimelineTest {

    private final RestTestClient http;

    ProfileTimelineTest(RestTestClient http) {
        this.http = http;
    }

    @Test
    void showsBothStoresAskedInOneStep() {
        List<RoundTrip> roundTrips = get().pipeline().roundTrips();

        assertThat(roundTrips)
                .extracting(RoundTrip::step, RoundTrip::store, RoundTrip::keys)
                .containsExactly(
                        tuple(1, "redis", List.of("presence:1", "presence:2")),
                        tuple(1, "database", List.of("1", "2")));
        assertThat(roundTrips.get(0).startMicros())
                .isLessThanOrEqualTo(roundTrips.get(1).startMicros());
    }

    @Test
    void showsThemAskedOneAtATime() {
        List<RoundTrip> roundTrips = get().naive().roundTrips();

        assertThat(roundTrips)
                .extracting(RoundTrip::step, RoundTrip::store, RoundTrip::keys)
                .containsExactly(
                        tuple(1, "database", List.of("1")),
                        tuple(2, "redis", List.of("presence:1")),
                        tuple(3, "database", List.of("2")),
                        tuple(4, "redis", List.of("presence:2")));
    }

    @Test
    void showsTheWholeOfEachWay() {
        ProfileTimeline timeline = get();

        assertThat(timeline.profiles())
                .containsExactly(
                        new Profile(new User(1, "Bruno", "Cusco"), "online"),
                        new Profile(new User(2, "Chiara", "Dakar"), "away"));
        assertThat(List.of(timeline.pipeline(), timeline.naive()))
                .allSatisfy(way -> assertThat(way.roundTrips())
                        .allSatisfy(trip -> assertThat(trip.startMicros() + trip.tookMicros())
                                .isLessThanOrEqualTo(way.tookMicros())));
    }

    private ProfileTimeline get() {
        return http.get()
                .uri("/timeline/profiles?ids=1,2")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(ProfileTimeline.class)
                .returnResult()
                .getResponseBody();
    }
}
