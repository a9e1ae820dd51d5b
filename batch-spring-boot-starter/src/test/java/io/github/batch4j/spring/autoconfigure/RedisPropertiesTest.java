package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.spring.redis.RedisReply;
import io.github.batch4j.spring.redis.RedisServerExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;

/** The effect of the Redis properties, observed at a server. */
class RedisPropertiesTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    /** A store that starts Redis; its batch is sent after one of Redis, which is then retried. */
    private static final BatchLoader<String, String> STARTING = BatchLoader.of("starting", keys -> {
        REDIS.start();
        return Map.of("redis", "started");
    });

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(BatchExecutorRedisAutoConfiguration.class, DataRedisAutoConfiguration.class))
            .withPropertyValues("spring.data.redis.port=" + REDIS.address().port());

    @Test
    void timeoutEndsABatch() {
        runner.withPropertyValues("batch-executor.redis.timeout=100ms").run(context -> {
            BatchGenerator<Boolean> nobodyPushes =
                    redis(context).write("BLPOP", "queue", 1).as(RedisReply::isNull);

            assertThatExceptionOfType(QueryTimeoutException.class)
                    .isThrownBy(() -> BatchExecutor.create().execute(nobodyPushes))
                    .withMessageStartingWith("BLPOP queue (and 1 argument) was not answered within 100 ms");
        });
    }

    @Test
    void readsAreTriedAgainAsOftenAsIsSaid() {
        REDIS.stop();
        try {
            runner.withPropertyValues(
                            "batch-executor.redis.retry.max-retries=1000", "batch-executor.redis.retry.delay=10ms")
                    .run(context -> assertThat(BatchExecutor.create()
                                    .executeAll(List.of(redis(context).get("a"), STARTING.get("redis"))))
                            .containsExactly(null, "started"));
        } finally {
            REDIS.start();
        }
    }

    @Test
    void readsAreNotTriedAgainUnlessThatIsSaid() {
        REDIS.stop();
        try {
            runner.run(context -> assertThatExceptionOfType(RedisConnectionFailureException.class)
                    .isThrownBy(
                            () -> BatchExecutor.create().execute(redis(context).get("a"))));
        } finally {
            REDIS.start();
        }
    }

    @SuppressWarnings("unchecked") // the bean is of strings
    private static RedisBatch<String> redis(AssertableApplicationContext context) {
        return context.getBean(RedisBatch.class);
    }
}
