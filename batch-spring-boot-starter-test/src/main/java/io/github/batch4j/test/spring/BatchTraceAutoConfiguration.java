package io.github.batch4j.test.spring;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.BatchExecutorFactory;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    /**
     * Makes the trace injectable into tests. It is no bean, which would be found as a listener, once more: it is looked
     * up anew for each injection, on the thread of the test.
     */
    @Bean
    static BeanFactoryPostProcessor batchTraceInjection() {
        ObjectFactory<BatchTrace> current = BatchTraceAutoConfiguration::ofCurrentTest;
        return beans -> beans.registerResolvableDependency(BatchTrace.class, current);
    }

    private static BatchTrace ofCurrentTest() {
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
