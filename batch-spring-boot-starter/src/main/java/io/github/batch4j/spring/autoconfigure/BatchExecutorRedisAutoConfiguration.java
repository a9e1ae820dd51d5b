package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.redis.RedisBatch;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Auto-configuration of {@link RedisBatch} on the templates that Spring Boot makes.
 *
 * <p>It goes through the reactive template where there is one, which is so with Lettuce, and through the blocking one
 * otherwise. An application with several templates, or with serializers of its own in one of them, declares a
 * {@link RedisBatch} itself.
 */
@AutoConfiguration(
        after = BatchExecutorAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration"
        })
@ConditionalOnClass(StringRedisTemplate.class)
@ConditionalOnBooleanProperty(
        name = {"batch-executor.enabled", "batch-executor.redis.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(BatchExecutorProperties.class)
public final class BatchExecutorRedisAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorRedisAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(StringRedisTemplate.class)
    RedisBatch redisBatch(
            StringRedisTemplate blocking,
            ObjectProvider<ReactiveStringRedisTemplate> reactive,
            BatchExecutorProperties properties) {
        int maxBatchSize = properties.redis().maxBatchSize();
        ReactiveStringRedisTemplate nonBlocking = reactive.getIfUnique();
        return nonBlocking != null
                ? RedisBatch.reactive(nonBlocking, maxBatchSize)
                : RedisBatch.blocking(blocking, maxBatchSize);
    }
}
