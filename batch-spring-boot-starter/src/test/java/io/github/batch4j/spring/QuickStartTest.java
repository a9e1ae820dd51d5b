package io.github.batch4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import com.example.couples.RedisCoupleController;
import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.spring.redis.RedisServerExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.request.RequestContextHolder;
import redis.clients.jedis.Jedis;

/** The controller and the job of docs/getting-started.md, in an application with everything. */
@SpringBootTest
@AutoConfigureMockMvc
class QuickStartTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", () -> REDIS.address().port());
    }

    @BeforeEach
    void couple() {
        try (Jedis server = REDIS.address().connect()) {
            server.mset("user:12345", "Ann", "user:67890", "Bob");
            server.set("spouseId:12345", "67890");
        }
        trace.clear();
    }

    @TestConfiguration
    static class Tracing {

        @Bean
        BatchTrace batchTrace() {
            return new BatchTrace();
        }
    }

    @Autowired
    MockMvc mvc;

    @Autowired
    BatchTrace trace;

    @Test
    void coupleTakesTwoRoundTrips() throws Exception {
        trace.clear(); // drop what other tests have sent

        mvc.perform(get("/couples/12345")).andExpect(content().string("Ann and Bob"));

        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    @Test
    void theTwoRoundTripsAreThese(@Autowired RedisBatch<String> redis) throws Exception {
        mvc.perform(get("/couples/12345"));

        assertThat(trace.batches())
                .containsExactly(
                        List.of(redis.get("user:12345"), redis.get("spouseId:12345")),
                        List.of(redis.get("user:67890")));
    }

    @Test
    void testItselfRunsInARequest(@Autowired BatchExecutor batchExecutor, @Autowired RedisBatch<String> redis) {
        assertThat(batchExecutor.execute(redis.get("user:12345"))).isEqualTo("Ann");
    }

    @Test
    void jobIsAUnitOfWork(@Autowired GreetingJob job) {
        RequestContextHolder.resetRequestAttributes(); // which Spring's test support has bound to this thread
        assertThat(job.greet(List.of(12345L, 67890L))).containsExactly("Dear Ann", "Dear Bob");
        assertThat(trace.roundTrips()).isEqualTo(1);

        job.greetEverybody();
        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    /** A service of requests and of jobs. */
    static class Greetings {

        private final BatchExecutor batchExecutor;
        private final RedisBatch<String> redis;

        Greetings(BatchExecutor batchExecutor, RedisBatch<String> redis) {
            this.batchExecutor = batchExecutor;
            this.redis = redis;
        }

        List<String> names(List<Long> ids) {
            return batchExecutor.execute(BatchGenerator.all(ids, id -> redis.require("user:" + id)));
        }

        List<String> letters(List<Long> ids, List<String> names) {
            assertThat(names(ids)).isEqualTo(names);
            return names.stream().map("Dear "::concat).toList();
        }
    }

    static class GreetingJob {

        private final BatchExecutorFactory batchExecutors;
        private final Greetings greetings;
        private final List<Long> everybody = List.of(12345L, 67890L);

        GreetingJob(BatchExecutorFactory batchExecutors, Greetings greetings) {
            this.batchExecutors = batchExecutors;
            this.greetings = greetings;
        }

        // tag::greet[]
        List<String> greet(List<Long> ids) {
            return batchExecutors.call(() -> {
                List<String> names = greetings.names(ids);
                return greetings.letters(ids, names); // does not read the same users again
            });
        }
        // end::greet[]

        // tag::scheduled[]
        @Scheduled(cron = "0 0 6 * * *")
        @BatchUnitOfWork
        public void greetEverybody() {
            greetings.letters(everybody, greetings.names(everybody));
        }
        // end::scheduled[]
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({RedisCoupleController.class, Greetings.class, GreetingJob.class})
    static class Application {}
}
