package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchListener;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the {@link BatchExecutorFactory}, in any kind of application. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
public final class BatchExecutorAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BatchExecutorFactory batchExecutorFactory(ObjectProvider<BatchListener> listeners) {
        // Found once: a look-up of beans for each request would cost more than the executor itself.
        List<BatchListener> ordered = listeners.orderedStream().toList();
        return () -> {
            BatchExecutor.Builder builder = BatchExecutor.builder();
            ordered.forEach(builder::listener);
            return builder.build();
        };
    }
}
