package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.CoroutineKind;
import io.github.batch4j.LearnedPolicy;
import io.github.batch4j.SendPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The properties below {@code batch-executor}. Immutable.
 *
 * @param timeout Time limit of an execution that does not set its own. Unlimited if not set.
 * @param maxBodies Largest number of bodies of plain code that have started and not ended. More wait until one ends.
 * @param coroutines Kind of coroutine that bodies of plain code run on. Chosen by the JDK and the calling thread if not
 *     set.
 * @param policy Order in which batches are sent and their answers delivered. A SendPolicy bean takes precedence.
 * @param findings Whether avoidable batches are ignored, logged or let fail. Logged with DevTools.
 * @param findingsThreshold Smallest number of calls (OneByOne) or keys (AskedAgain, AskedLater) that is reported.
 * @param findingsAllowed Findings that are accepted, by batcher, by file or line, or by kind.
 * @param cache the cache of an executor
 * @param redis batched access to Redis
 * @param jdbc batched access to a database
 */
@ConfigurationProperties("batch-executor")
public record BatchExecutorProperties(
        @Nullable Duration timeout,
        @DefaultValue("1000") int maxBodies,
        @Nullable CoroutineKind coroutines,
        @DefaultValue("by-steps") Policy policy,
        @DefaultValue("off") FindingsMode findings,
        @DefaultValue("3") int findingsThreshold,
        @DefaultValue List<String> findingsAllowed,
        @DefaultValue Cache cache,
        @DefaultValue Redis redis,
        @DefaultValue Jdbc jdbc) {

    /**
     * Checks the values.
     *
     * @param timeout above zero, or null
     * @param maxBodies at least 1
     * @param coroutines the kind of coroutine, or null
     * @param policy the order in which batches are sent
     * @param findings the treatment of findings
     * @param findingsThreshold at least 2
     * @param findingsAllowed the accepted findings
     * @param cache the cache of an executor
     * @param redis batched access to Redis
     * @param jdbc batched access to a database
     * @throws InvalidConfigurationPropertyValueException if one of them is out of its range
     */
    public BatchExecutorProperties {
        aboveZero("batch-executor.timeout", timeout);
        atLeast(1, "batch-executor.max-bodies", maxBodies);
        atLeast(2, "batch-executor.findings-threshold", findingsThreshold);
        findingsAllowed = List.copyOf(findingsAllowed);
    }

    /** The order in which batches are sent and their answers delivered. */
    public enum Policy {
        /** All that is pending is sent, and answers are waited for: {@link SendPolicy#bySteps()}. */
        BY_STEPS,
        /** Each answer is delivered when it arrives: {@link SendPolicy#asAnswered()}. */
        AS_ANSWERED,
        /** Asynchronous batches wait for what is known to come: a {@link LearnedPolicy} that all executors share. */
        LEARNED
    }

    /** The treatment of findings, that is of batches that could have been avoided. */
    public enum FindingsMode {
        /** They are not looked for. */
        OFF,
        /** Each is logged at level WARN, at the end of the request or execution. */
        LOG,
        /** An execution fails if it makes one, with a {@link io.github.batch4j.spring.BatchFindingsException}. */
        FAIL
    }

    /**
     * The properties below {@code batch-executor.cache}. Immutable.
     *
     * @param enabled Whether an executor keeps the answers of reads, for equal reads until a write.
     * @param maxEntries Largest number of answers that an executor keeps. The oldest are dropped first.
     */
    public record Cache(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("10000") int maxEntries) {

        /**
         * Checks the values.
         *
         * @param enabled true if answers are kept
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
     * @param maxBatchSize Largest number of operations in one batch. More are split into several, which Lettuce sends
     *     together and Jedis one after the other.
     * @param timeout Time limit for a batch, with its retries. With Lettuce only, up to the timeout of the driver.
     * @param cache Whether executors may keep answers, if their cache is enabled.
     * @param retry retries of reads
     * @param shareReads Whether reads that find no free call are merged with those of other executions. With
     *     drivers that block, such as Jedis.
     * @param maxSharedReads Largest number of shared batches under way at once. If not set, the maximum size of the
     *     pool of Jedis in the properties of Spring Boot, which is 8 by default.
     */
    public record Redis(
            @DefaultValue("1000") int maxBatchSize,
            @Nullable Duration timeout,
            @DefaultValue("true") boolean cache,
            @DefaultValue Retry retry,
            @DefaultValue("false") boolean shareReads,
            @Nullable Integer maxSharedReads) {

        /**
         * Checks the values.
         *
         * @param maxBatchSize at least 1
         * @param timeout above zero, or null
         * @param cache true if answers may be kept
         * @param retry retries of reads
         * @param shareReads true if reads are shared by executions
         * @param maxSharedReads at least 1; null if that depends on the driver
         * @throws InvalidConfigurationPropertyValueException if one of them is out of its range
         */
        public Redis {
            atLeast(1, "batch-executor.redis.max-batch-size", maxBatchSize);
            aboveZero("batch-executor.redis.timeout", timeout);
            retry.check("batch-executor.redis.retry");
            if (maxSharedReads != null) {
                atLeast(1, "batch-executor.redis.max-shared-reads", maxSharedReads);
            }
        }
    }

    /**
     * The properties below {@code batch-executor.jdbc}. Immutable.
     *
     * @param maxBatchSize Largest number of keys in one query, and of writes in one batch. More are split into several.
     * @param queryTimeout Time limit of each statement, rounded up to seconds. That of the JdbcTemplate if not set.
     * @param cache Whether executors may keep answers, if their cache is enabled. If not set they may, unless the data
     *     source is a routing one and there is no BatchPartition.
     * @param retry retries of reads
     * @param shareQueries Whether queries that find no free call are merged with those of other executions.
     * @param maxSharedQueries Largest number of shared queries under way at once. If not set, the maximum size of a
     *     pool of Hikari, and 10 for others.
     */
    public record Jdbc(
            @DefaultValue("1000") int maxBatchSize,
            @Nullable Duration queryTimeout,
            @Nullable Boolean cache,
            @DefaultValue Retry retry,
            @DefaultValue("false") boolean shareQueries,
            @Nullable Integer maxSharedQueries) {

        /**
         * Checks the values.
         *
         * @param maxBatchSize at least 1
         * @param queryTimeout above zero, or null
         * @param cache true if answers may be kept; null if that depends on the data source
         * @param retry retries of reads
         * @param shareQueries true if queries are shared by executions
         * @param maxSharedQueries at least 1; null if that depends on the data source
         * @throws InvalidConfigurationPropertyValueException if one of them is out of its range
         */
        public Jdbc {
            atLeast(1, "batch-executor.jdbc.max-batch-size", maxBatchSize);
            aboveZero("batch-executor.jdbc.query-timeout", queryTimeout);
            retry.check("batch-executor.jdbc.retry");
            if (maxSharedQueries != null) {
                atLeast(1, "batch-executor.jdbc.max-shared-queries", maxSharedQueries);
            }
        }
    }

    /**
     * Retries of reads after a failure of the connection. Immutable.
     *
     * @param maxRetries Number of retries of a read after a failure of the connection. At least 0.
     * @param delay Time between two attempts. Not below zero.
     */
    public record Retry(
            @DefaultValue("0") int maxRetries,
            @DefaultValue("100ms") Duration delay) {

        /** Checks the values. The full names of the properties depend on the store. */
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
