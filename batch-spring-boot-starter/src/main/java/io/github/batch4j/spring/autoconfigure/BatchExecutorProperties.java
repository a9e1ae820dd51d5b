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
 * @param maxBodies Largest number of bodies of plain code that have begun and not ended, before others are held back.
 * @param cache what executors keep of the answers that they have got
 * @param redis batched access to Redis
 * @param jdbc batched access to a database
 */
@ConfigurationProperties("batch-executor")
public record BatchExecutorProperties(
        @Nullable Duration timeout,
        @DefaultValue("1000") int maxBodies,
        @DefaultValue Cache cache,
        @DefaultValue Redis redis,
        @DefaultValue Jdbc jdbc) {

    /**
     * Checks the values.
     *
     * @param timeout above zero, or null
     * @param maxBodies at least 1
     * @param cache what executors keep of the answers that they have got
     * @param redis batched access to Redis
     * @param jdbc batched access to a database
     * @throws InvalidConfigurationPropertyValueException if one of them is out of its range
     */
    public BatchExecutorProperties {
        aboveZero("batch-executor.timeout", timeout);
        atLeast(1, "batch-executor.max-bodies", maxBodies);
    }

    /**
     * The properties below {@code batch-executor.cache}. Immutable.
     *
     * @param enabled Whether an executor keeps the answers of reads and gives them to equal reads until a write.
     * @param maxEntries Largest number of answers that an executor keeps. The oldest are forgotten first.
     */
    public record Cache(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("10000") int maxEntries) {

        /**
         * Checks the values.
         *
         * @param enabled whether anything is kept
         * @param maxEntries at least 1
         * @throws InvalidConfigurationPropertyValueException if {@code maxEntries} is less than 1
         */
        public Cache {
            atLeast(1, "batch-executor.cache.max-entries", maxEntries);
        }
    }

    /**
     * The properties below {@code batch-executor.redis}. Immutable.
     *
     * @param maxBatchSize Largest number of operations in one batch. More are split into several, sent together.
     * @param timeout Time to wait for the answers of a batch. With Lettuce only, and not longer than the driver waits.
     * @param cache Whether answers are kept for the executor's life, if its cache is enabled.
     * @param retry reads that are tried again
     */
    public record Redis(
            @DefaultValue("1000") int maxBatchSize,
            @Nullable Duration timeout,
            @DefaultValue("true") boolean cache,
            @DefaultValue Retry retry) {

        /**
         * Checks the values.
         *
         * @param maxBatchSize at least 1
         * @param timeout above zero, or null
         * @param cache whether answers are kept
         * @param retry reads that are tried again
         * @throws InvalidConfigurationPropertyValueException if one of them is out of its range
         */
        public Redis {
            atLeast(1, "batch-executor.redis.max-batch-size", maxBatchSize);
            aboveZero("batch-executor.redis.timeout", timeout);
            retry.check("batch-executor.redis.retry");
        }
    }

    /**
     * The properties below {@code batch-executor.jdbc}. Immutable.
     *
     * @param maxBatchSize Largest number of keys in one query. More are split into several.
     * @param timeout Time that a query may take, rounded up to seconds. As the JdbcTemplate has it if not set.
     * @param cache Whether answers are kept for the executor's life, if its cache is enabled. If not set they are,
     *     unless the data source is a routing one and there is no BatchPartition.
     * @param retry reads that are tried again
     */
    public record Jdbc(
            @DefaultValue("1000") int maxBatchSize,
            @Nullable Duration timeout,
            @Nullable Boolean cache,
            @DefaultValue Retry retry) {

        /**
         * Checks the values.
         *
         * @param maxBatchSize at least 1
         * @param timeout above zero, or null
         * @param cache whether answers are kept; null if that goes by the data source
         * @param retry reads that are tried again
         * @throws InvalidConfigurationPropertyValueException if one of them is out of its range
         */
        public Jdbc {
            atLeast(1, "batch-executor.jdbc.max-batch-size", maxBatchSize);
            aboveZero("batch-executor.jdbc.timeout", timeout);
            retry.check("batch-executor.jdbc.retry");
        }
    }

    /**
     * How often reads are tried again when the connection fails. Immutable.
     *
     * @param maxRetries Number of times that a read is tried again when the connection fails. At least 0.
     * @param delay Time between two tries. Not below zero.
     */
    public record Retry(
            @DefaultValue("0") int maxRetries,
            @DefaultValue("100ms") Duration delay) {

        /** Checks the values; whoever has this knows what they are called in full. */
        private void check(String prefix) {
            atLeast(0, prefix + ".max-retries", maxRetries);
            if (delay.isNegative()) {
                throw new InvalidConfigurationPropertyValueException(
                        prefix + ".delay", delay, "It must not be below zero.");
            }
        }
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new InvalidConfigurationPropertyValueException(name, value, "It must be at least " + least + ".");
        }
    }

    private static void aboveZero(String name, @Nullable Duration value) {
        if (value != null && (value.isZero() || value.isNegative())) {
            throw new InvalidConfigurationPropertyValueException(name, value, "It must be above zero.");
        }
    }
}
