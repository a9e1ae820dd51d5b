package io.github.batch4j.test.spring;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.test.spring.UserApplication.User;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A slice of the web has stores in memory, and a trace. */
@WebMvcTest
class WebSliceTest {

    // tag::stores[]
    @TestConfiguration(proxyBeanMethods = false)
    static class Stores {

        // tag::jdbc[]
        @Bean
        JdbcBatch jdbc() {
            return FakeJdbc.create()
                    .rows("users", new User(1, "Ann", 2), new User(2, "Bob", 1))
                    .batch();
        }
        // end::jdbc[]

        // tag::redis[]
        @Bean
        RedisBatch<String> redis() {
            return FakeRedis.create()
                    .string("user:1", "Ann")
                    .hash("scores:1", Map.of("chess", "1200"))
                    .batch();
        }
        // end::redis[]
    }

    // end::stores[]

    @Autowired
    MockMvcTester mvc;

    @Autowired
    BatchTrace trace;

    @Test
    void controllersAskTheFakes(@Autowired RedisBatch<String> redis) {
        assertThat(mvc.get().uri("/users/1/spouse")).hasBodyTextEqualTo("Bob");

        assertThat(trace).hasRoundTrips(2).batch(1).isFrom("users").asks(1);
        assertThat(redis).isNotNull();
    }

    @Configuration
    @EnableAutoConfiguration
    @Import(UserApplication.Users.class)
    static class Application {}
}
