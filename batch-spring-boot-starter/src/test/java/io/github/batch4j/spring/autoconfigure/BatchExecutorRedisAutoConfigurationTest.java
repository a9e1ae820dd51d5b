package io.github.batch4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The auto-configuration of batched access to Redis. Nothing is sent here, so there is no server. */
class BatchExecutorRedisAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BatchExecutorRedisAutoConfiguration.class,
                    DataRedisAutoConfiguration.class,
                    DataRedisReactiveAutoConfiguration.class));

    @Test
    void lettuceDoesNotBlock() {
        runner.run(context -> assertThat(batcher(context)).isInstanceOf(Batcher.Async.class));
    }

    @Test
    void jedisBlocks() {
        runner.withPropertyValues("spring.data.redis.client-type=jedis")
                .run(context -> assertThat(batcher(context)).isInstanceOf(Batcher.Blocking.class));
    }

    @Test
    void withoutLettuceItBlocks() {
        runner.withPropertyValues("spring.data.redis.client-type=jedis")
                .withClassLoader(new FilteredClassLoader("io.lettuce"))
                .run(context -> assertThat(batcher(context)).isInstanceOf(Batcher.Blocking.class));
    }

    @Test
    void batchHoldsAThousandKeysUnlessToldOtherwise() {
        runner.run(context -> assertThat(batcher(context).maxBatchSize()).isEqualTo(1000));
        runner.withPropertyValues("batch-executor.redis.max-batch-size=7")
                .run(context -> assertThat(batcher(context).maxBatchSize()).isEqualTo(7));
    }

    @Test
    void answersAreKeptUnlessToldOtherwise() {
        runner.run(context -> assertThat(redis(context).get("a").reads()).isNotNull());
        runner.withPropertyValues("batch-executor.redis.cache=false")
                .run(context -> assertThat(redis(context).get("a").reads()).isNull());
    }

    @Test
    void timeLimitThatTheDriverCannotKeepIsRefused() {
        runner.withPropertyValues("spring.data.redis.client-type=jedis", "batch-executor.redis.timeout=1s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(
                                "RedisBatch.Builder.timeout expects Lettuce, got a JedisConnectionFactory"));
    }

    @Test
    void readsAreSharedWithAsManyCallsAsThePoolOfJedisHasConnections() {
        assertThat(sharedCalls()).isEqualTo(8);
        assertThat(sharedCalls("spring.data.redis.jedis.pool.max-active=3")).isEqualTo(3);
        assertThat(sharedCalls("spring.data.redis.jedis.pool.max-active=-1"))
                .as("of a pool without limit")
                .isEqualTo(8);
        assertThat(sharedCalls(
                        "spring.data.redis.jedis.pool.max-active=-1", "batch-executor.redis.max-shared-reads=20"))
                .isEqualTo(20);
        assertThat(sharedCalls("spring.data.redis.jedis.pool.enabled=false")).isEqualTo(8);
    }

    private int sharedCalls(String... properties) {
        AtomicInteger most = new AtomicInteger();
        runner.withPropertyValues("spring.data.redis.client-type=jedis", "batch-executor.redis.share-reads=true")
                .withPropertyValues(properties)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    most.set(context.getBean("redisSharedCalls", SharedCalls.class)
                            .maxCalls());
                });
        return most.get();
    }

    @Test
    void sharedReadsAreRefusedWithLettuceAndWithNoCalls() {
        runner.withPropertyValues("batch-executor.redis.share-reads=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("RedisBatch.Builder.shareReads expects a driver whose calls block"));
        runner.withPropertyValues("batch-executor.redis.max-shared-reads=0")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void switchedOffThereIsNone() {
        runner.withPropertyValues("batch-executor.redis.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(RedisBatch.class));
    }

    @Test
    void switchedOffWithEverythingThereIsNone() {
        runner.withPropertyValues("batch-executor.enabled=false", "batch-executor.redis.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean(RedisBatch.class));
    }

    @Test
    void withoutSpringDataRedisThereIsNone() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BatchExecutorRedisAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(BatchExecutorRedisAutoConfiguration.class));
    }

    @Test
    void withoutATemplateThereIsNone() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BatchExecutorRedisAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisBatch.class));
    }

    @Test
    void withSeveralTemplatesThereIsNone() {
        LettuceConnectionFactory connections = new LettuceConnectionFactory();
        runner.withBean("redisConnectionFactory", RedisConnectionFactory.class, () -> connections)
                .withBean("one", StringRedisTemplate.class, () -> new StringRedisTemplate(connections))
                .withBean("two", StringRedisTemplate.class, () -> new StringRedisTemplate(connections))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisBatch.class));
    }

    @Test
    void oneOfTheApplicationIsLeftAlone() {
        runner.withUserConfiguration(Own.class)
                .run(context -> assertThat(context).getBean(RedisBatch.class).isSameAs(Own.REDIS));
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        static final RedisBatch<String> REDIS = RedisBatch.of(new StringRedisTemplate(new LettuceConnectionFactory()));

        @Bean
        RedisBatch<String> own() {
            return REDIS;
        }
    }

    @Test
    void viewThatIsABeanIsMadeOfIt() {
        runner.withUserConfiguration(Views.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean("numbers", RedisBatch.class).get("a").batcher())
                    .isSameAs(context.getBean("redisBatch", RedisBatch.class)
                            .get("a")
                            .batcher());
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Views {

        @Bean
        RedisBatch<Integer> numbers(RedisBatch<String> redis) {
            return redis.json(Integer.class);
        }
    }

    private static RedisBatch<?> redis(AssertableApplicationContext context) {
        return context.getBean(RedisBatch.class);
    }

    private static Batcher<?, ?> batcher(AssertableApplicationContext context) {
        return redis(context).get("a").batcher();
    }
}
