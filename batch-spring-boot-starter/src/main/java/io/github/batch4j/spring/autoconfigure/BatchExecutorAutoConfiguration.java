package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchListener;
import io.github.batch4j.ThreadContext;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the {@link BatchExecutorFactory}, in any kind of application. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BatchExecutorProperties.class)
public final class BatchExecutorAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BatchExecutorFactory batchExecutorFactory(
            ObjectProvider<BatchListener> listeners,
            ObjectProvider<ThreadContext> contexts,
            BatchExecutorProperties properties) {
        // Found once: a look-up of beans for each request would cost more than the executor itself.
        List<BatchListener> orderedListeners = listeners.orderedStream().toList();
        List<ThreadContext> orderedContexts = contexts.orderedStream().toList();
        Duration timeout = properties.timeout();
        return () -> {
            BatchExecutor.Builder builder = BatchExecutor.builder();
            orderedListeners.forEach(builder::listener);
            orderedContexts.forEach(builder::threadContext);
            if (timeout != null) {
                builder.timeout(timeout);
            }
            return builder.build();
        };
    }
}
