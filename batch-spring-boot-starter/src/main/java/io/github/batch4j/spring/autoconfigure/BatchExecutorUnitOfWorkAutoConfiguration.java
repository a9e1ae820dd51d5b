package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.unit.UnitOfWork;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

/** Auto-configuration of units of work: by {@code @BatchUnitOfWork}, and of each task if that is asked for. */
@AutoConfiguration(after = BatchExecutorAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean(BatchExecutorFactory.class)
public final class BatchExecutorUnitOfWorkAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorUnitOfWorkAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "batchExecutorTaskDecorator")
    @ConditionalOnBooleanProperty("batch-executor.task-decorator.enabled")
    TaskDecorator batchExecutorTaskDecorator(BatchExecutorFactory factory) {
        return task -> () -> UnitOfWork.callNew(factory::create, null, () -> {
            task.run();
            return null;
        });
    }

    /** The annotation, by Spring AOP. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MethodInterceptor.class, AbstractBeanFactoryAwareAdvisingPostProcessor.class})
    static final class AnnotationConfiguration {

        @Bean
        static UnitOfWorkPostProcessor batchUnitOfWorkPostProcessor(
                ObjectProvider<BatchExecutorFactory> factory, Environment environment) {
            UnitOfWorkPostProcessor processor = new UnitOfWorkPostProcessor(factory::getObject);
            processor.setProxyTargetClass(
                    environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
            return processor;
        }
    }
}
