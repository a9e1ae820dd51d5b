package io.github.batch4j.test.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A test with another number of round trips than is expected fails with its trace. */
class ExpectRoundTripsTest {

    @Test
    void anotherNumberFailsTheTest() {
        Map<String, String> failures = failures(TwoRoundTrips.class);

        assertThat(failures.get("three()").replaceAll("[0-9.]+ ms", "#"))
                .isEqualTo(String.join(
                        System.lineSeparator(),
                        "Expected 3 round trips but there were 2:",
                        "2 round trips, 2 operations",
                        "step 1 | users | 1 operation | at # | # | [1]",
                        "step 2 | users | 1 operation | at # | # | [2]"));
        assertThat(failures.get("atMostOne()")).startsWith("Expected at most 1 round trip but there were 2:");
        assertThat(failures.get("asTheClassExpects()")).startsWith("Expected 0 round trips but there were 2:");
        assertThat(failures.get("failsByItself()")).isEqualTo("by itself");
        assertThat(failures.get("neither()")).startsWith("@ExpectRoundTrips expects either a value or atMost, got @");
        assertThat(failures.get("nothingIsExecuted()")).startsWith("Expected 2 round trips but there were 0:");
        assertThat(failures.get("asTheOuterClassExpects()")).startsWith("Expected 0 round trips but there were 2:");
        assertThat(failures.get("asTheNestedClassExpects()")).startsWith("Expected 1 round trip but there were 2:");
        assertThat(failures).hasSize(8);
    }

    @Test
    void aTestWithoutATraceFails() {
        assertThat(failures(WithoutExecutor.class).get("nothing()"))
                .isEqualTo("@ExpectRoundTrips expects a trace, and this test has none: add @AutoConfigureBatchTrace to"
                        + " it, unless batch-executor.enabled is false or the application has a bean of type"
                        + " BatchTrace");
    }

    @Test
    void theTraceOfATestThatHasEndedIsNone() {
        failures(WithoutExecutor.class); // so that its context is cached

        assertThat(failures(WithAndWithoutExecutor.class).get("withoutATrace()"))
                .startsWith("@ExpectRoundTrips expects a trace, and this test has none");
    }

    private static Map<String, String> failures(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .collect(Collectors.toMap(
                        event -> event.getTestDescriptor().getDisplayName(), ExpectRoundTripsTest::message));
    }

    private static String message(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }

    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    @AutoConfigureMockMvc
    @AutoConfigureRestTestClient
    @ExpectRoundTrips(0)
    static class TwoRoundTrips {

        @Autowired
        MockMvcTester mvc;

        @Test
        @ExpectRoundTrips(2)
        void two() {
            mvc.get().uri("/users/1/spouse").exchange();
        }

        @Test
        @ExpectRoundTrips(3)
        void three() {
            two();
        }

        @Test
        @ExpectRoundTrips(atMost = 1)
        void atMostOne() {
            two();
        }

        @Test
        void asTheClassExpects() {
            two();
        }

        @Test
        void failsByItself() {
            two();
            throw new AssertionError("by itself");
        }

        @Test
        @ExpectRoundTrips
        void neither() {}

        @Test
        @ExpectRoundTrips(2)
        void nothingIsExecuted() {}

        @Nested
        class Inner {

            @Test
            void asTheOuterClassExpects() {
                two();
            }
        }

        @Nested
        @ExpectRoundTrips(1)
        class InnerWithItsOwn {

            @Test
            void asTheNestedClassExpects() {
                two();
            }
        }
    }

    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    @AutoConfigureMockMvc
    @AutoConfigureRestTestClient
    static class WithAndWithoutExecutor {

        @Test
        @ExpectRoundTrips(0)
        void withATrace() {}

        @Nested
        @NestedTestConfiguration(NestedTestConfiguration.EnclosingConfiguration.OVERRIDE)
        @SpringJUnitConfig
        class Without {

            @Test
            @ExpectRoundTrips(0)
            void withoutATrace() {}
        }
    }

    @SpringJUnitConfig
    static class WithoutExecutor {

        @Test
        @ExpectRoundTrips(0)
        void nothing() {}
    }
}
