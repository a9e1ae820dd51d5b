package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.timeline.BatchEndpoint;
import io.github.batch4j.spring.timeline.BatchEndpointWebExtension;
import io.github.batch4j.spring.timeline.Timeline;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Auto-configuration of the timeline and of the actuator endpoint {@code batch4j} that shows it. Nothing is recorded
 * unless the endpoint is exposed.
 */
@AutoConfiguration(
        before = BatchExecutorWorkAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBooleanProperty(name = "batch-executor.timeline.enabled")
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnAvailableEndpoint(BatchEndpoint.class)
@EnableConfigurationProperties(TimelineProperties.class)
@ImportRuntimeHints(BatchExecutorTimelineAutoConfiguration.PageHints.class)
public final class BatchExecutorTimelineAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorTimelineAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Timeline batchExecutorTimeline(TimelineProperties properties) {
        return new Timeline(properties.showValues() != Show.NEVER);
    }

    @Bean
    @ConditionalOnMissingBean
    BatchEndpoint batchExecutorEndpoint(Timeline timeline, TimelineProperties properties) {
        return new BatchEndpoint(timeline, properties.showValues(), properties.roles());
    }

    /** The page. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static final class WebConfiguration {

        @Bean
        @ConditionalOnMissingBean
        BatchEndpointWebExtension batchExecutorEndpointWebExtension(
                BatchEndpoint endpoint, WebEndpointProperties properties) {
            String id = BatchEndpoint.ID;
            return new BatchEndpointWebExtension(
                    endpoint, properties.getPathMapping().getOrDefault(id, id));
        }
    }

    /** The hints by which a native image contains the files of the page. */
    static final class PageHints implements RuntimeHintsRegistrar {

        PageHints() {}

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.resources().registerPattern("META-INF/batch4j/*");
        }
    }
}
