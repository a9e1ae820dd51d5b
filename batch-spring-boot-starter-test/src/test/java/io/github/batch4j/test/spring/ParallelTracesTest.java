package io.github.batch4j.test.spring;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.batch4j.BatchTrace;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.client.RestClient;

/** The traces of tests that run at once in one application do not mix. */
class ParallelTracesTest {

    @Test
    void mockRequestsAreThoseOfTheirThread() {
        assertThat(failures(MockRequests.class)).isEmpty();
    }

    @Test
    void requestsToThePortAreThoseOfTheirHeader() {
        assertThat(failures(RequestsToThePort.class)).isEmpty();
    }

    @Test
    void otherClientsGetTheHeaderByAnInterceptor() {
        assertThat(failures(RequestsWithInterceptor.class)).isEmpty();
    }

    @Test
    void requestsWithoutTheHeaderFailTheTestsThatRelyOnTheirTraces() {
        assertThat(failures(RequestsWithoutHeader.class))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .matches("The trace of RequestsWithoutHeader\\.\\w+ may be incomplete: thread \\S+ has begun an"
                                + " execution while RequestsWithoutHeader\\.first and RequestsWithoutHeader\\.second"
                                + " were running, and nothing tells which of them it is part of\\. Let the client that"
                                + " sends the request bring the header of its test, see BatchTraceHeader, or let the"
                                + " test run alone\\."));
    }

    /** Runs the two methods of a class at once; returns the messages of their failures. */
    private static List<String> failures(Class<?> tests) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute();
        results.testEvents().assertStatistics(statistics -> statistics.started(2));
        return results.testEvents().failed().stream()
                .map(ParallelTracesTest::message)
                .toList();
    }

    private static String message(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }

    /** Two tests, each of a request that waits for that of the other. */
    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    @AutoConfigureMockMvc
    @AutoConfigureRestTestClient
    abstract static class TwoTests {

        @Autowired
        BatchTrace trace;

        @BeforeAll
        static void waitForEachOther(@Autowired UserApplication.Users users) {
            users.together = new CyclicBarrier(2);
        }

        @AfterAll
        static void waitNoMore(@Autowired UserApplication.Users users) {
            users.together = new CyclicBarrier(1);
        }

        abstract void get(String path);

        @Test
        void first() {
            get("/users/1");
            assertThat(trace).hasRoundTrips(1).batch(1).asks(1);
        }

        @Test
        void second() {
            get("/users/2");
            assertThat(trace).hasRoundTrips(1).batch(1).asks(2);
        }
    }

    static class MockRequests extends TwoTests {

        @Autowired
        MockMvcTester mvc;

        @Override
        void get(String path) {
            mvc.get().uri(path).exchange();
        }
    }

    static class RequestsToThePort extends TwoTests {

        @Autowired
        RestTestClient client;

        @Override
        void get(String path) {
            client.get().uri(path).exchange().expectStatus().isOk();
        }
    }

    static class RequestsWithInterceptor extends TwoTests {

        @LocalServerPort
        int port;

        @Override
        void get(String path) {
            // tag::interceptor[]
            RestClient client = RestClient.builder()
                    .baseUrl("http://localhost:" + port)
                    .requestInterceptor(BatchTraceHeader.interceptor())
                    .build();
            // end::interceptor[]
            client.get().uri(path).retrieve().toBodilessEntity();
        }
    }

    static class RequestsWithoutHeader extends RequestsWithInterceptor {

        @Override
        void get(String path) {
            RestClient.create("http://localhost:" + port)
                    .get()
                    .uri(path)
                    .retrieve()
                    .toBodilessEntity();
            trace.clear();
        }

        @Test
        @Override
        void first() {
            get("/users/1");
        }

        @Test
        @Override
        void second() {
            get("/users/2");
        }
    }
}
