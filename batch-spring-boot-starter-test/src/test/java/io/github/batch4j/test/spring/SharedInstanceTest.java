package io.github.batch4j.test.spring;

import static io.github.batch4j.test.BatchAssertions.assertThat;

import io.github.batch4j.BatchTrace;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Tests that share an instance share a trace, which is cleared before each. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@AutoConfigureRestTestClient
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedInstanceTest {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    BatchTrace trace;

    @RepeatedTest(2)
    void theTraceIsCleared() {
        mvc.get().uri("/users/1").exchange();

        assertThat(trace).hasRoundTrips(1);
    }
}
