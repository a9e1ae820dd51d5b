package io.github.batch4j.spring.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.example.orders.OrderApplication;
import io.github.batch4j.spring.BatchFindingsException;
import io.github.batch4j.spring.redis.RedisServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import redis.clients.jedis.Jedis;

/** An application with an N+1 over a database and one over Redis, and the same after the mend. */
class FindingsTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", () -> REDIS.address().port());
    }

    @BeforeEach
    void customers() {
        try (Jedis server = REDIS.address().connect()) {
            for (int i = 1; i <= 5; i++) {
                server.set("customer:c" + i, "Name " + i);
            }
        }
    }

    @Nested
    @SpringBootTest(classes = OrderApplication.class, properties = "batch-executor.findings=log")
    @AutoConfigureMockMvc
    @ExtendWith(OutputCaptureExtension.class)
    class Logged {

        @Autowired
        MockMvc mvc;

        @Test
        void theFindingsOfARequestAreLoggedAtItsEnd(CapturedOutput output) throws Exception {
            mvc.perform(get("/naive/orders?ids=1,2,3,4,5"))
                    .andExpect(content().json("['Name 1', 'Name 2', 'Name 3', 'Name 4', 'Name 5']"));

            assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                    .map(line -> line.replaceFirst(".*findings -+ |.* : |.*findings +- ", ""))
                    .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/findings/log.txt")));
        }

        @Test
        void afterTheMendThereIsNoFinding(CapturedOutput output) throws Exception {
            mvc.perform(get("/orders?ids=1,2,3,4,5"))
                    .andExpect(content().json("['Name 1', 'Name 2', 'Name 3', 'Name 4', 'Name 5']"));

            assertThat(output.toString().lines().filter(line -> line.contains("WARN")))
                    .isEmpty();
        }
    }

    @Nested
    @SpringBootTest(classes = OrderApplication.class, properties = "batch-executor.findings=fail")
    @AutoConfigureMockMvc
    class Failing {

        @Autowired
        MockMvc mvc;

        @Test
        void theExecutionThatIsOneTooManyFails() throws IOException {
            assertThatThrownBy(() -> mvc.perform(get("/naive/orders?ids=1,2,3,4,5")))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            BatchFindingsException.class,
                            failure -> assertThat(failure.findings()).hasSize(1))
                    .message()
                    .isEqualToNormalizingNewlines(Files.readString(Path.of("src/test/resources/findings/fail.txt"))
                            .stripTrailing());
        }

        @Test
        void afterTheMendNothingFails() throws Exception {
            mvc.perform(get("/orders?ids=1,2,3,4,5")).andExpect(status().isOk());
        }
    }

    @Nested
    @SpringBootTest(
            classes = OrderApplication.class,
            properties = {"batch-executor.findings=fail", "batch-executor.findings-allowed=OrderController.java"})
    @AutoConfigureMockMvc
    class Allowed {

        @Test
        void whatIsAllowedDoesNotFail(@Autowired MockMvc mvc) throws Exception {
            mvc.perform(get("/naive/orders?ids=1,2,3,4,5")).andExpect(status().isOk());
        }
    }
}
