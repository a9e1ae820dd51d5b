package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.SharedCalls;
import io.github.batch4j.spring.observation.BatchMeters;
import io.github.batch4j.spring.observation.BatchObservationConvention;
import io.github.batch4j.spring.observation.BatchObservations;
import io.github.batch4j.spring.observation.ExecutionObservationConvention;
import io.github.batch4j.spring.observation.SharedCallLinks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.trace.Span;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the observations and meters of executions and their batches, if there is a registry for them.
 *
 * <p>They are listeners, and an execution without listeners does not read the clock. So without a registry there is no
 * listener.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnBooleanProperty(
        name = {"batch-executor.enabled", "batch-executor.observations.enabled"},
        matchIfMissing = true)
public final class BatchExecutorObservationAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorObservationAutoConfiguration() {}

    /** The observations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static final class ObservationConfiguration {

        /** First, so that the other listeners find the observation of the execution or batch on their thread. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        @ConditionalOnSingleCandidate(ObservationRegistry.class)
        @ConditionalOnMissingBean
        BatchObservations batchExecutorObservations(
                ObservationRegistry registry,
                ObjectProvider<ExecutionObservationConvention> executionConvention,
                ObjectProvider<BatchObservationConvention> batchConvention) {
            return new BatchObservations(
                    registry, executionConvention.getIfAvailable(), batchConvention.getIfAvailable());
        }
    }

    /** The links of spans. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Span.class)
    static final class LinkConfiguration {

        @Bean
        @ConditionalOnMissingBean(SharedCalls.Listener.class)
        SharedCalls.Listener batchExecutorSpanLinks() {
            return new SharedCallLinks();
        }
    }

    /** The meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static final class MeterConfiguration {

        @Bean
        @ConditionalOnSingleCandidate(MeterRegistry.class)
        @ConditionalOnMissingBean
        BatchMeters batchExecutorMeters(MeterRegistry registry) {
            return new BatchMeters(registry);
        }

        /** Static, as a limit may be made before other beans. */
        @Bean
        static SharedCallMeters batchExecutorSharedCallMeters(ObjectProvider<MeterRegistry> registry) {
            return new SharedCallMeters(registry);
        }
    }
}
