package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchPartition;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.redis.RedisBatch;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
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

    /** The name of the limit of shared reads. */
    private static final String SHARED_CALLS = "redisSharedCalls";

    /** For Spring Boot. */
    public BatchExecutorRedisAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean // of type RedisBatch<String>: views that are beans are made of this one
    @ConditionalOnSingleCandidate(StringRedisTemplate.class)
    RedisBatch<String> redisBatch(
            StringRedisTemplate redis,
            BatchExecutorProperties properties,
            @Qualifier(SHARED_CALLS) ObjectProvider<SharedCalls> sharedCalls) {
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
        if (options.shareReads()) {
            builder.shareReads(sharedCalls.getObject());
        }
        return builder.build();
    }

    /** The limit of batches of reads that are shared, if they are. */
    @Bean(name = SHARED_CALLS, defaultCandidate = false) // an application may have a limit of its own
    @Lazy
    @ConditionalOnMissingBean(name = SHARED_CALLS)
    @ConditionalOnSingleCandidate(StringRedisTemplate.class)
    SharedCalls redisSharedCalls(
            BatchExecutorProperties properties,
            ObjectProvider<BatchPartition> partition,
            ObjectProvider<SharedCalls.Listener> listener,
            Environment environment) {
        Integer most = properties.redis().maxSharedReads();
        PoolLimits pool = PoolLimits.ofJedis(environment);
        SharedCalls.Builder builder =
                SharedCalls.builder(most == null ? pool.size() : most).maxWait(pool.maxWait());
        partition.ifAvailable(builder::partition);
        listener.ifAvailable(builder::listener);
        return builder.build();
    }
}
