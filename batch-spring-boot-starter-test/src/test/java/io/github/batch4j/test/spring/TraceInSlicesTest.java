package io.github.batch4j.test.spring;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.test.GivenOperation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** The trace is there in slices with executors, and by its annotation in any other test with a factory of them. */
class TraceInSlicesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.jdbc.test.autoconfigure.AutoConfigureDataJdbc",
                "data.jpa.test.autoconfigure.AutoConfigureDataJpa",
                "data.redis.test.autoconfigure.AutoConfigureDataRedis",
                "jdbc.test.autoconfigure.AutoConfigureJdbc",
                "webmvc.test.autoconfigure.AutoConfigureWebMvc"
            })
    void aSliceThatHasTheStarterHasTheTrace(String slice) {
        assertThat(getClass()
                        .getClassLoader()
                        .resources("META-INF/spring/org.springframework.boot." + slice + ".imports"))
                .map(Object::toString)
                .anyMatch(resource -> resource.contains("batch-spring-boot-starter/"))
                .anyMatch(resource -> resource.contains("batch-spring-boot-starter-test/"));
    }

    @JdbcTest
    @Nested
    class InASliceOfJdbc {

        @Test
        @ExpectRoundTrips(1)
        void aQueryIsTraced(
                @Autowired BatchExecutorFactory executors, @Autowired JdbcBatch jdbc, @Autowired BatchTrace trace) {
            executors.create().execute(jdbc.sql("select 1").one(Integer.class));

            assertThat(trace).hasRoundTrips(1).batch(1).isFrom("jdbc");
        }

        @Configuration
        static class NoOtherBeans {}
    }

    @SpringJUnitConfig
    @AutoConfigureBatchTrace
    @Nested
    class ByTheAnnotation {

        @Test
        void anOperationIsTraced(@Autowired BatchExecutorFactory executors, @Autowired BatchTrace trace) {
            executors.create().execute(GivenOperation.value(1));

            assertThat(trace).hasRoundTrips(1).batch(1).isFrom("given");
        }

        @Configuration
        @ImportAutoConfiguration(BatchExecutorAutoConfiguration.class)
        static class Executors {}
    }

    @SpringJUnitConfig
    @AutoConfigureBatchTrace
    @Nested
    class WithATraceOfTheApplication {

        @Test
        void thatOneIsInjected(@Autowired BatchExecutorFactory executors, @Autowired BatchTrace trace) {
            executors.create().execute(GivenOperation.value(1));

            assertThat(trace).isSameAs(OwnTrace.TRACE).hasRoundTrips(1);
        }

        @Configuration
        @ImportAutoConfiguration(BatchExecutorAutoConfiguration.class)
        static class OwnTrace {

            static final BatchTrace TRACE = new BatchTrace();

            @Bean
            BatchTrace trace() {
                return TRACE;
            }
        }
    }
}
