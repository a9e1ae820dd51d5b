package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.batched.BatchedBeanPostProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Auto-configuration of methods that are {@link io.github.batch4j.spring.batched.Batched}. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
public final class BatchExecutorBatchedAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorBatchedAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    static BatchedBeanPostProcessor batchedBeanPostProcessor(
            ObjectProvider<BatchExecutor> executor, Environment environment) {
        BatchedBeanPostProcessor processor = new BatchedBeanPostProcessor(executor);
        // The property of Spring Boot by which other proxies are made.
        processor.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
        return processor;
    }
}
