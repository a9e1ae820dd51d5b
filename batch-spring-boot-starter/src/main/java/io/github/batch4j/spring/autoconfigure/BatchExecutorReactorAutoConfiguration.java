package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.reactive.ReactiveBatchExecutor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Auto-configuration of a {@link ReactiveBatchExecutor} on Reactor's scheduler for code that blocks. To run on another
 * scheduler declare a bean of that type.
 */
@AutoConfiguration(after = BatchExecutorAutoConfiguration.class)
@ConditionalOnClass(Mono.class)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean(BatchExecutorFactory.class)
public final class BatchExecutorReactorAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorReactorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ReactiveBatchExecutor reactiveBatchExecutor(BatchExecutorFactory factory) {
        return ReactiveBatchExecutor.create(factory, Schedulers.boundedElastic());
    }
}
