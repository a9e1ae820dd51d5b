package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.web.context.WebApplicationContext;

/**
 * Auto-configuration of a {@link BatchExecutor} for each HTTP request of a servlet application, to which the bean
 * {@code batchExecutor} goes on the threads of that request.
 */
@AutoConfiguration(after = BatchExecutorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean(CurrentBatchExecutor.class)
public final class BatchExecutorWebAutoConfiguration {

    /** The name that Spring gives to the target of a scoped proxy, by which its test support finds it. */
    private static final String TARGET = "scopedTarget.batchExecutor";

    /** For Spring Boot. */
    public BatchExecutorWebAutoConfiguration() {}

    @Bean(name = TARGET, autowireCandidate = false)
    @Scope(WebApplicationContext.SCOPE_REQUEST)
    RequestBatchExecutor batchExecutorOfRequest(BatchExecutorFactory factory) {
        return new RequestBatchExecutor(factory);
    }

    @Bean
    RequestExecutors batchExecutorsOfRequests(BeanFactory beans) {
        return new RequestExecutors(beans, TARGET);
    }
}
