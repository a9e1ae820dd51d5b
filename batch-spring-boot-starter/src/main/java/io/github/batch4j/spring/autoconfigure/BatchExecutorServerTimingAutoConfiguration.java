package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.timeline.ServerTimingFilter;
import io.github.batch4j.spring.timeline.ServerTimingListener;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Auto-configuration of the response header {@code Server-Timing} in a servlet application. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "batch-executor.server-timing.enabled")
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
public final class BatchExecutorServerTimingAutoConfiguration {

    /** Around all filters but those of the work and of observations. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

    /** For Spring Boot. */
    public BatchExecutorServerTimingAutoConfiguration() {}

    @Bean
    ServerTimingListener batchExecutorServerTimingListener() {
        return new ServerTimingListener();
    }

    @Bean
    FilterRegistrationBean<ServerTimingFilter> batchExecutorServerTimingFilter() {
        FilterRegistrationBean<ServerTimingFilter> filter = new FilterRegistrationBean<>(new ServerTimingFilter());
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        filter.setOrder(ORDER);
        filter.setAsyncSupported(true);
        return filter;
    }
}
