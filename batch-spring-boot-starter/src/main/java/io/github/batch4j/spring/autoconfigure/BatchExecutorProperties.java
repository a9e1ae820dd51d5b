package io.github.batch4j.spring.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The properties below {@code batch-executor}. Immutable.
 *
 * @param timeout Time that an execution may take, unless it sets a limit of its own. Unlimited if not set.
 * @param redis batched access to Redis
 */
@ConfigurationProperties("batch-executor")
public record BatchExecutorProperties(
        @Nullable Duration timeout, @DefaultValue Redis redis) {

    /**
     * Checks the values.
     *
     * @param timeout above zero, or null
     * @param redis batched access to Redis
     * @throws InvalidConfigurationPropertyValueException if {@code timeout} is not above zero
     */
    public BatchExecutorProperties {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new InvalidConfigurationPropertyValueException(
                    "batch-executor.timeout", timeout, "It must be above zero.");
        }
    }

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
