package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.reactive.ReactiveBatchExecutor;
import io.github.batch4j.spring.webflux.GeneratorResultHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.HandlerResultHandler;

/** Auto-configuration of handlers of WebFlux that return generators. */
@AutoConfiguration(after = BatchExecutorReactorAutoConfiguration.class)
@ConditionalOnClass(HandlerResultHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean({BatchExecutor.class, ReactiveBatchExecutor.class})
public final class BatchExecutorWebFluxAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorWebFluxAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    GeneratorResultHandler batchReturnedGenerators(
            ReactiveBatchExecutor reactive,
            ObjectProvider<BatchExecutor> executor,
            ObjectProvider<HandlerResultHandler> handlers) {
        // Looked up once, and not now: this handler is among them.
        return new GeneratorResultHandler(
                reactive,
                executor::getObject,
                SingletonSupplier.of(() -> handlers.orderedStream().toList()));
    }
}
