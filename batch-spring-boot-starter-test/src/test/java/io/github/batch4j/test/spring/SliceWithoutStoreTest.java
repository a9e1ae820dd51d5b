package io.github.batch4j.test.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.redis.RedisBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The message of a slice that lacks a store names the fake. */
@ExtendWith(OutputCaptureExtension.class)
class SliceWithoutStoreTest {

    @Test
    void aMissingDatabaseIsFaked(CapturedOutput output) {
        fail(NeedsJdbc.class);

        assertThat(output)
                .contains("required a JdbcBatch, which is not part of this test.")
                .contains("return FakeJdbc.create().rows(\"a_table\", new ARecord(1, \"a name\")).batch();")
                .contains("@MockitoBean, with GivenOperation.value(...)", "@JdbcTest or @SpringBootTest");
    }

    @Test
    void aMissingRedisIsFaked(CapturedOutput output) {
        fail(NeedsRedis.class);

        assertThat(output)
                .contains("required a RedisBatch, which is not part of this test.")
                .contains("return FakeRedis.create().string(\"a key\", \"a value\").batch();")
                .contains("@DataRedisTest or @SpringBootTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-executor.enabled", "batch-executor.jdbc.enabled"})
    void aStoreThatIsSwitchedOffIsNot(String property, CapturedOutput output) {
        fail(NeedsJdbc.class, property + "=false");

        assertThat(output)
                .contains("required a JdbcBatch, and there is none: it is switched off by " + property + "=false")
                .doesNotContain("FakeJdbc");
    }

    private static void fail(Class<?> configuration, String... properties) {
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(configuration)
                        .web(WebApplicationType.NONE)
                        .properties(properties)
                        .run());
    }

    static class NeedsJdbc {

        NeedsJdbc(JdbcBatch jdbc) {}
    }

    static class NeedsRedis {

        NeedsRedis(RedisBatch<String> redis) {}
    }
}
