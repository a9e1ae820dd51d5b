package io.github.batch4j.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JacksonModule;

/**
 * Auto-configuration of a module for Jackson by which generators that nobody has executed are not written as JSON, but
 * fail with a message.
 */
@AutoConfiguration
@ConditionalOnClass(JacksonModule.class)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
public final class BatchExecutorJacksonAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorJacksonAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "batchGeneratorModule")
    JacksonModule batchGeneratorModule() {
        return UnexecutedGenerators.module();
    }
}
