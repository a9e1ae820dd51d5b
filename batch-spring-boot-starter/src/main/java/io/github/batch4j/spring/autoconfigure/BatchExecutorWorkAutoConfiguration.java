package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.work.RequestWork;
import io.github.batch4j.spring.work.UnitWork;
import io.github.batch4j.spring.work.Work;
import io.github.batch4j.spring.work.WorkFilter;
import io.github.batch4j.spring.work.WorkListener;
import io.github.batch4j.spring.work.WorkTracker;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Auto-configuration of the listener that assigns batches to requests, units of work and jobs, if there are beans of
 * type {@code WorkListener}. Without one it adds nothing to executors. An auto-configuration with such a bean comes
 * before this one.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean(WorkListener.class)
public final class BatchExecutorWorkAutoConfiguration {

    /** After Spring's filter of observations, so that a log at the end of a request has its trace. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    /** For Spring Boot. */
    public BatchExecutorWorkAutoConfiguration() {}

    /** The works of requests, of units of work and of jobs. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RequestContextHolder.class)
    static final class RequestsConfiguration {

        @Bean
        WorkTracker batchExecutorWorkTracker(ObjectProvider<WorkListener> listeners) {
            return new WorkTracker(listeners.orderedStream().toList(), () -> {
                Work ofUnit = UnitWork.current();
                return ofUnit != null ? ofUnit : RequestWork.current();
            });
        }
    }

    /** The end of requests. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static final class ServletConfiguration {

        @Bean
        FilterRegistrationBean<WorkFilter> batchExecutorWorkFilter() {
            FilterRegistrationBean<WorkFilter> filter = new FilterRegistrationBean<>(new WorkFilter());
            filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
            filter.setOrder(ORDER);
            filter.setAsyncSupported(true);
            return filter;
        }
    }

    /** The works of units and of jobs alone, without Spring's web support. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.web.context.request.RequestContextHolder")
    static final class JobsConfiguration {

        @Bean
        WorkTracker batchExecutorWorkTracker(ObjectProvider<WorkListener> listeners) {
            return new WorkTracker(listeners.orderedStream().toList(), UnitWork::current);
        }
    }
}
