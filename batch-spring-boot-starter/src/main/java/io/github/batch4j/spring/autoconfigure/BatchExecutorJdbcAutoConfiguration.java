package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchPartition;
import io.github.batch4j.SharedCalls;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.jdbc.JdbcBatch;
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
import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Auto-configuration of a {@link JdbcBatch} on the application's {@link JdbcTemplate}, either Spring Boot's or its own.
 * An application with several templates declares a {@link JdbcBatch} itself.
 */
@AutoConfiguration(
        after = BatchExecutorAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration")
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnBooleanProperty(
        name = {"batch-executor.enabled", "batch-executor.jdbc.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(BatchExecutorProperties.class)
public final class BatchExecutorJdbcAutoConfiguration {

    /** The name of the limit of shared queries. */
    private static final String SHARED_CALLS = "jdbcSharedCalls";

    /** For Spring Boot. */
    public BatchExecutorJdbcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(JdbcTemplate.class)
    JdbcBatch jdbcBatch(
            JdbcTemplate jdbc,
            BatchExecutorProperties properties,
            ObjectProvider<BatchPartition> partitions,
            @Qualifier(SHARED_CALLS) ObjectProvider<SharedCalls> sharedCalls) {
        BatchExecutorProperties.Jdbc options = properties.jdbc();
        JdbcBatch.Builder builder = JdbcBatch.builder(jdbc).maxBatchSize(options.maxBatchSize());
        if (options.cache() != null) {
            builder.cache(options.cache());
        } else if (partitions.stream().findAny().isPresent()) {
            builder.cache(true); // executors keep the answers of each tenant apart
        }
        if (options.queryTimeout() != null) {
            builder.queryTimeout(options.queryTimeout());
        }
        if (options.retry().maxRetries() > 0) {
            builder.retry(whenTheConnectionFails(options.retry()));
        }
        builder.shareQueries(options.shareQueries(), sharedCalls::getObject);
        return builder.build();
    }

    /** The limit of queries that are shared; made with the first of them. */
    @Bean(name = SHARED_CALLS, defaultCandidate = false) // an application may have a limit of its own
    @Lazy
    @ConditionalOnMissingBean(name = SHARED_CALLS)
    @ConditionalOnSingleCandidate(JdbcTemplate.class)
    SharedCalls jdbcSharedCalls(
            JdbcTemplate jdbc,
            BatchExecutorProperties properties,
            ObjectProvider<BatchPartition> partition,
            ObjectProvider<ThreadContext> contexts,
            ObjectProvider<SharedCalls.Listener> listener) {
        Integer most = properties.jdbc().maxSharedQueries();
        PoolLimits pool = PoolLimits.of(jdbc.getDataSource());
        SharedCalls.Builder builder =
                SharedCalls.builder(most == null ? pool.size() : most).maxWait(pool.maxWait());
        contexts.orderedStream()
                .filter(context -> !(context instanceof TransactionThreadContext)) // there is none in shared queries
                .forEach(builder::threadContext);
        partition.ifAvailable(builder::partition);
        listener.ifAvailable(builder::listener);
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean(name = "batchExecutorCommits")
    TransactionExecutionListener batchExecutorCommits() {
        return JdbcBatch.transactionListener();
    }

    @Bean
    @ConditionalOnMissingBean(name = "batchExecutorCommitContext")
    ThreadContext batchExecutorCommitContext() {
        return JdbcBatch.threadContext();
    }

    private static RetryPolicy whenTheConnectionFails(BatchExecutorProperties.Retry retry) {
        return RetryPolicy.builder()
                .maxRetries(retry.maxRetries())
                .delay(retry.delay())
                .includes(
                        DataAccessResourceFailureException.class,
                        RecoverableDataAccessException.class,
                        TransientDataAccessResourceException.class)
                .build();
    }
}
