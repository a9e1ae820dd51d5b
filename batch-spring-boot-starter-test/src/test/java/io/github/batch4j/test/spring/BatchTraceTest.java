package io.github.batch4j.test.spring;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchTrace;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.client.RestClient;

/** Each test has a trace of what it has caused, by a mock request, a request to a port or a call. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@AutoConfigureRestTestClient
class BatchTraceTest {

    // tag::field[]
    @Autowired
    BatchTrace trace;

    // end::field[]

    @Autowired
    MockMvcTester mvc;

    @Autowired
    RestTestClient client;

    @BeforeEach
    void askSomethingBeforehand() {
        mvc.get().uri("/users/1").exchange();
        assertThat(trace).hasRoundTrips(1);
    }

    // tag::mockmvc[]
    @Test
    void aUserAndTheSpouseAreTwoRoundTrips() {
        mvc.get().uri("/users/1/spouse").exchange();

        assertThat(trace)
                .hasRoundTrips(2)
                .batch(1)
                .isFrom("users")
                .asks(1)
                .batch(2)
                .asks(2);
    }

    // end::mockmvc[]

    // tag::expect[]
    @Test
    @ExpectRoundTrips(2)
    void aUserAndItsSpouseAreTwoRoundTrips() {
        mvc.get().uri("/users/1/spouse").exchange();
    }
    // end::expect[]

    @Test
    @ExpectRoundTrips(atMost = 3)
    void aRequestToThePortIsTraced() {
        client.get().uri("/users/2/spouse").exchange().expectBody(String.class).isEqualTo("Ann");

        assertThat(trace).hasRoundTrips(2);
    }

    @Test
    void aRequestOfAnotherClientIsTracedAsLongAsOneTestRuns(@LocalServerPort int port) {
        RestClient.create("http://localhost:" + port)
                .get()
                .uri("/users/1")
                .retrieve()
                .toBodilessEntity();

        assertThat(trace).hasRoundTrips(1);
    }

    @Test
    void aRequestOfATestThatHasEndedIsNot(@LocalServerPort int port) {
        RestClient.create("http://localhost:" + port)
                .get()
                .uri("/users/1")
                .header(BatchTraceHeader.NAME, "an id of a test that has ended")
                .retrieve()
                .toBodilessEntity();

        assertThat(trace).hasRoundTrips(0);
    }

    @Test
    void theTraceIsAlsoAParameter(@Autowired BatchTrace parameter) {
        assertThat(parameter).isSameAs(trace);
    }

    // tag::job[]
    @Test
    void theJobIsOneRoundTrip(@Autowired UserApplication.Rename rename) {
        CompletableFuture.runAsync(rename::run).join();

        assertThat(trace).hasRoundTrips(1);
    }
    // end::job[]

    @Test
    void theTraceOfATestIsNoTraceOfTheApplication(@Autowired AutowireCapableBeanFactory beans) {
        assertThatThrownBy(() -> CompletableFuture.runAsync(() -> beans.createBean(NeedsTrace.class))
                        .join())
                .rootCause()
                .hasMessageStartingWith("The auto-configured BatchTrace belongs to a test, and thread ")
                .hasMessageEndingWith(" runs none; inject it into the test. For a trace of the whole application"
                        + " declare a bean of type BatchTrace, which replaces this one.");
    }

    record NeedsTrace(BatchTrace trace) {}

    @Nested
    class InANestedClass {

        @Test
        @ExpectRoundTrips(1)
        void theTraceIsThatOfTheOuterClass(@Autowired BatchTrace parameter) {
            mvc.get().uri("/users/2").exchange();

            assertThat(parameter).isSameAs(trace);
            assertThat(trace).hasRoundTrips(1);
        }
    }
}
