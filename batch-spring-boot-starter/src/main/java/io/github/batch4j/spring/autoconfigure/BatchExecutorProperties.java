package io.github.batch4j.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The properties below {@code batch-executor}. Immutable.
 *
 * @param redis batched access to Redis
 */
@ConfigurationProperties("batch-executor")
public record BatchExecutorProperties(@DefaultValue Redis redis) {

    /**
     * The properties below {@code batch-executor.redis}. Immutable.
     *
     * @param maxBatchSize Largest number of keys that go into one MGET. More are split into several.
     */
    public record Redis(@DefaultValue("1000") int maxBatchSize) {

        /**
         * Checks the values.
         *
         * @param maxBatchSize at least 1
         * @throws InvalidConfigurationPropertyValueException if {@code maxBatchSize} is less than 1
         */
        public Redis {
            if (maxBatchSize < 1) {
                throw new InvalidConfigurationPropertyValueException(
                        "batch-executor.redis.max-batch-size", maxBatchSize, "It must be at least 1.");
            }
        }
    }
}
