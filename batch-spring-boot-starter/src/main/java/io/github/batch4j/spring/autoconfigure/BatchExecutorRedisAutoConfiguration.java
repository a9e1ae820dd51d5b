package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.redis.RedisBatch;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Auto-configuration of {@link RedisBatch} on the application's {@link StringRedisTemplate}, be it Spring Boot's or its
 * own.
 *
 * <p>What is asked goes through the template's connection factory and serializers: without blocking where the connection
 * factory can, as Lettuce's does, and through the template itself otherwise. An application with several templates
 * declares a {@link RedisBatch} itself.
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
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(StringRedisTemplate.class)
    RedisBatch redisBatch(StringRedisTemplate redis, BatchExecutorProperties properties) {
        int maxBatchSize = properties.redis().maxBatchSize();
        return redis.getConnectionFactory() instanceof ReactiveRedisConnectionFactory connections
                ? RedisBatch.reactive(new ReactiveStringRedisTemplate(connections, serializersOf(redis)), maxBatchSize)
                : RedisBatch.blocking(redis, maxBatchSize);
    }

    /** Not Spring Boot's reactive template: that one may lead to another Redis, or know nothing of a key's prefix. */
    @SuppressWarnings("unchecked") // as the template does, whose keys and values are strings
    private static RedisSerializationContext<String, String> serializersOf(StringRedisTemplate redis) {
        return RedisSerializationContext.<String, String>newSerializationContext(redis.getStringSerializer())
                .key((RedisSerializer<String>) redis.getKeySerializer())
                .value((RedisSerializer<String>) redis.getValueSerializer())
                .build();
    }
}
