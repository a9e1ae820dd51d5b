package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.redis.RedisBatch;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Auto-configuration of a {@link RedisBatch} on the application's {@link StringRedisTemplate}, either Spring Boot's or
 * its own.
 *
 * <p>Commands go through the template's connection factory and serializers. An application with several templates
 * declares a {@link RedisBatch} itself. Beans that are views, with values of another type, leave this one in place.
 */
@AutoConfiguration(
        after = BatchExecutorAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass(StringRedisTemplate.class)
@ConditionalOnBooleanProperty(
        name = {"batch-executor.enabled", "batch-executor.redis.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(BatchExecutorProperties.class)
public final class BatchExecutorRedisAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorRedisAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean // of type RedisBatch<String>: views that are beans are made of this one
    @ConditionalOnSingleCandidate(StringRedisTemplate.class)
    RedisBatch<String> redisBatch(StringRedisTemplate redis, BatchExecutorProperties properties) {
        BatchExecutorProperties.Redis options = properties.redis();
        RedisBatch.Builder builder =
                RedisBatch.builder(redis).maxBatchSize(options.maxBatchSize()).cache(options.cache());
        if (options.timeout() != null) {
            builder.timeout(options.timeout());
        }
        if (options.retry().maxRetries() > 0) {
            builder.retry(RetryPolicy.builder()
                    .maxRetries(options.retry().maxRetries())
                    .delay(options.retry().delay())
                    .includes(RedisConnectionFailureException.class)
                    .build());
        }
        return builder.build();
    }
}
