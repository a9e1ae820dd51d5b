package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Auto-configuration of the contexts that bodies of plain code find on their thread: the HTTP request, the security
 * context, the current observation, the locale, and the MDC of the log.
 *
 * <p>An application replaces one of them by a bean of the same name, and adds others as beans of type
 * {@link ThreadContext}.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
public final class BatchExecutorContextAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorContextAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "batchExecutorLocaleContext")
    ThreadContext batchExecutorLocaleContext() {
        return new HolderContext<LocaleContext>(
                LocaleContextHolder::getLocaleContext, LocaleContextHolder::setLocaleContext);
    }

    @Bean
    @ConditionalOnMissingBean(name = "batchExecutorMdcContext")
    ThreadContext batchExecutorMdcContext() {
        return new HolderContext<Map<String, String>>(MDC::getCopyOfContextMap, entries -> {
            if (entries == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(entries);
            }
        });
    }

    /** The context of Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static final class ObservationConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "batchExecutorObservationContext")
        ThreadContext batchExecutorObservationContext(ObjectProvider<ObservationRegistry> registry) {
            // Micrometer's own registries all look at the same thread-local, so any will do.
            return new ObservationThreadContext(registry.getIfUnique(ObservationRegistry::create));
        }
    }

    /** The context of Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static final class SecurityConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "batchExecutorSecurityContext")
        ThreadContext batchExecutorSecurityContext() {
            return new SecurityThreadContext();
        }
    }

    /** The context of Spring Web. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RequestContextHolder.class)
    static final class RequestConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "batchExecutorRequestContext")
        ThreadContext batchExecutorRequestContext() {
            return new HolderContext<RequestAttributes>(
                    RequestContextHolder::getRequestAttributes, RequestContextHolder::setRequestAttributes);
        }
    }
}
