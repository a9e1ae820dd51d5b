package io.github.batch4j.test.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.redis.RedisBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
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

    @Test
    void aStoreThatIsSwitchedOffIsNot(CapturedOutput output) {
        fail(AutoConfigured.class);

        assertThat(output).contains("required a JdbcBatch, and there is none").doesNotContain("FakeJdbc");
    }

    private static void fail(Class<?> configuration) {
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(configuration)
                        .web(WebApplicationType.NONE)
                        .properties("spring.datasource.url=none", "spring.main.banner-mode=off")
                        .run());
    }

    static class NeedsJdbc {

        NeedsJdbc(JdbcBatch jdbc) {}
    }

    static class NeedsRedis {

        NeedsRedis(RedisBatch<String> redis) {}
    }

    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration")
    static class AutoConfigured extends NeedsJdbc {

        AutoConfigured(JdbcBatch jdbc) {
            super(jdbc);
        }
    }
}
