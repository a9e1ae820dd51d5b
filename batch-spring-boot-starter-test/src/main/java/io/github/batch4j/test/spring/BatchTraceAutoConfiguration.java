package io.github.batch4j.test.spring;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Auto-configuration of the {@link BatchTrace} of each test. */
@AutoConfiguration
@ConditionalOnClass({BatchExecutorFactory.class, org.springframework.test.context.TestExecutionListener.class})
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(BatchTrace.class)
public final class BatchTraceAutoConfiguration {

    /** For Spring Boot. */
    public BatchTraceAutoConfiguration() {}

    @Bean
    RunningTests batchTraceRunningTests() {
        return new RunningTests();
    }

    /** The trace of the test into which it is injected; that test's thread injects it. */
    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    BatchTrace batchTrace() {
        RunningTest test = RunningTest.current();
        if (test == null) {
            throw new IllegalStateException("The auto-configured BatchTrace belongs to a test, and thread "
                    + Thread.currentThread().getName()
                    + " runs none; inject it into the test. For a trace of the whole application declare a bean of"
                    + " type BatchTrace, which replaces this one.");
        }
        test.use();
        return test.trace();
    }

    /** The header of requests by Spring Boot's client of tests. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestTestClientBuilderCustomizer.class)
    static final class RestTestClientConfiguration {

        @Bean
        RestTestClientBuilderCustomizer batchTraceHeader() {
            return builder -> builder.requestInterceptor(BatchTraceHeader.interceptor());
        }
    }
}
