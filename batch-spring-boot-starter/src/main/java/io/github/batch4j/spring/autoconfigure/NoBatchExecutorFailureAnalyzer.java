package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.BatchExecutorFactory;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Failure analyzer for a missing {@link BatchExecutor} or {@link BatchExecutorFactory}. Ordered before Spring Boot's
 * own, which is less specific.
 */
@Order(0)
final class NoBatchExecutorFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

    private static final Set<Class<?>> OURS = Set.of(BatchExecutor.class, BatchExecutorFactory.class);
    private static final String ENABLED = "batch-executor.enabled";

    private final BeanFactory beans;
    private final Environment environment;

    NoBatchExecutorFailureAnalyzer(BeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, NoSuchBeanDefinitionException cause, @Nullable String description) {
        Class<?> missing = cause.getBeanType();
        if (missing == null || !OURS.contains(missing) || exists(missing)) {
            return null;
        }
        String problem = (description != null ? description : "A bean") + " required a " + missing.getSimpleName()
                + ", and there is none: ";
        String enabled = environment.getProperty(ENABLED, "true");
        if (!enabled.equalsIgnoreCase("true")) {
            return new FailureAnalysis(
                    problem + "it is switched off by " + ENABLED + "=" + enabled + ".",
                    "Remove " + ENABLED + ", or set it to true.",
                    cause);
        }
        return new FailureAnalysis(
                problem + "BatchExecutorAutoConfiguration, which all executors come from, is not in use.",
                "Enable auto-configuration, and do not exclude BatchExecutorAutoConfiguration. To a test of a part"
                        + " of the application add @ImportAutoConfiguration(BatchExecutorAutoConfiguration.class).",
                cause);
    }

    /** True even if the bean does not fit, by its qualifier for instance: Spring Boot explains that. */
    private boolean exists(Class<?> type) {
        return beans instanceof ListableBeanFactory list && list.getBeanNamesForType(type, true, false).length > 0;
    }
}
