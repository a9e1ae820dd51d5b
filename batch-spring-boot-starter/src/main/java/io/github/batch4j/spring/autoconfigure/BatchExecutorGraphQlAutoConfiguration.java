package io.github.batch4j.spring.autoconfigure;

import graphql.GraphQL;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.graphql.BatchInstrumentation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Auto-configuration of the bridge to Spring for GraphQL: controller methods may return generators, which are executed
 * side by side, in one {@link io.github.batch4j.BatchExecutor} for each execution of GraphQL.
 */
@AutoConfiguration(after = BatchExecutorAutoConfiguration.class)
@ConditionalOnClass({GraphQL.class, GraphQlSource.class})
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean(BatchExecutorFactory.class)
public final class BatchExecutorGraphQlAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorGraphQlAutoConfiguration() {}

    /** The innermost instrumentation, so that others see the future of a value where there was a generator. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean
    BatchInstrumentation batchInstrumentation(BatchExecutorFactory factory, ObjectProvider<ThreadContext> contexts) {
        return BatchInstrumentation.create(
                factory::create, contexts.orderedStream().toList());
    }

    @Bean
    static GeneratorMethods batchGeneratorMethods() {
        return new GeneratorMethods();
    }
}
