package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.annotation.Order;

/** Says what to inject where there is no {@link BatchExecutor}. Ordered before Spring Boot's own, which knows less. */
@Order(0)
final class NoBatchExecutorFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        if (cause.getBeanType() != BatchExecutor.class || cause.getNumberOfBeansFound() > 0) {
            return null;
        }
        return new FailureAnalysis(
                (description != null ? description : "A bean")
                        + " required a BatchExecutor, and there is none: it belongs to an HTTP request, so the bean"
                        + " exists only in servlet web applications, and not with batch-executor.enabled=false.",
                "Inject BatchExecutorFactory and call create(), which gives an executor for one job or message.",
                cause);
    }
}
