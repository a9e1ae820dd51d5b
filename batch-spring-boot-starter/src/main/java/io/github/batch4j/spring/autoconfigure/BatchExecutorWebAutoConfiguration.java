package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.web.context.WebApplicationContext;

/**
 * Auto-configuration of a {@link BatchExecutor} for each HTTP request of a servlet application.
 *
 * <p>The bean {@code batchExecutor} can be injected into any singleton and used by many threads: each call goes to the
 * executor of the request that the calling thread serves.
 */
@AutoConfiguration(after = BatchExecutorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean(BatchExecutorFactory.class)
@ConditionalOnMissingBean(BatchExecutor.class)
public final class BatchExecutorWebAutoConfiguration {

    /** The name that Spring gives to the target of a scoped proxy, by which its test support finds it. */
    private static final String TARGET = "scopedTarget.batchExecutor";

    /** For Spring Boot. */
    public BatchExecutorWebAutoConfiguration() {}

    @Bean(name = TARGET, autowireCandidate = false)
    @Scope(WebApplicationContext.SCOPE_REQUEST)
    BatchExecutor batchExecutorOfRequest(BatchExecutorFactory factory) {
        return factory.create();
    }

    @Bean
    RequestBatchExecutor batchExecutor(BeanFactory beans) {
        return new RequestBatchExecutor(() -> beans.getBean(TARGET, BatchExecutor.class));
    }
}
