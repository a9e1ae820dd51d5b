package io.github.batch4j.sample.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemHandlerTest {

    private final MockMvcTester mvc = MockMvcTester.of(
            List.of(new Slow()),
            builder -> builder.setControllerAdvice(new ProblemHandler()).build());

    @RestController
    static class Slow {

        @GetMapping("/slow")
        String get() {
            return BatchExecutor.create()
                    .execute(BatchGenerator.defer(() -> BatchGenerator.value("late")), Duration.ofNanos(1));
        }
    }

    @Test
    void aWaitThatHasTakenTooLongIsAnsweredWith503() {
        assertThat(mvc.get().uri("/slow"))
                .hasStatus(503)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("The store does not answer. Please try again in a moment.");
    }
}
