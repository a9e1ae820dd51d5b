package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a context for all thread-locals that are registered with
 * {@code io.micrometer:context-propagation}: bodies of plain code find them on their thread.
 */
@AutoConfiguration
@ConditionalOnClass(ContextSnapshotFactory.class)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
public final class BatchExecutorContextPropagationAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorContextPropagationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "batchExecutorPropagatedContext")
    ThreadContext batchExecutorPropagatedContext() {
        return new PropagatedContext();
    }
}
