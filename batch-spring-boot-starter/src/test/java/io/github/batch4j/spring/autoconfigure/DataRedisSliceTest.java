package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.spring.redis.RedisServerExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code @DataRedisTest} includes the batched access to Redis. */
@DataRedisTest
class DataRedisSliceTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", () -> REDIS.address().port());
    }

    @Test
    void readsInOneBatchWhatTheTemplateHasWritten(
            @Autowired StringRedisTemplate template,
            @Autowired RedisBatch<String> redis,
            @Autowired BatchExecutorFactory factory) {
        template.opsForValue().set("a", "1");
        BatchTrace trace = new BatchTrace();

        assertThat(factory.create().execute(redis.get("a"), trace)).isEqualTo("1");
        assertThat(trace.batches()).containsExactly(List.of(redis.get("a")));
    }

    @Test
    void contextsOfBodiesAreThere(@Autowired ObjectProvider<ThreadContext> contexts) {
        assertThat(contexts).hasSize(7);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
