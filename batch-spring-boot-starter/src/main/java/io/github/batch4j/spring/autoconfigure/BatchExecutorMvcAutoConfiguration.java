package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.mvc.GeneratorReturnValueHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Auto-configuration of handlers of Spring MVC, and of their exceptions, that return generators. */
@AutoConfiguration(after = BatchExecutorAutoConfiguration.class)
@ConditionalOnClass(RequestMappingHandlerAdapter.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "batch-executor.enabled", matchIfMissing = true)
@ConditionalOnBean(BatchExecutor.class)
public final class BatchExecutorMvcAutoConfiguration {

    /** For Spring Boot. */
    public BatchExecutorMvcAutoConfiguration() {}

    @Bean
    static GeneratorsFirst batchReturnedGenerators(ObjectProvider<BatchExecutor> executor) {
        return new GeneratorsFirst(executor);
    }

    /** Puts the handler of generators before Spring's own, of which one makes JSON of whatever there is. */
    record GeneratorsFirst(ObjectProvider<BatchExecutor> executor) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof RequestMappingHandlerAdapter adapter && adapter.getReturnValueHandlers() != null) {
                adapter.setReturnValueHandlers(before(adapter.getReturnValueHandlers()));
            } else if (bean instanceof HandlerExceptionResolverComposite resolvers) { // Spring MVC's own are no beans
                resolvers.getExceptionResolvers().forEach(this::addTo);
            } else {
                addTo(bean);
            }
            return bean;
        }

        private void addTo(Object resolver) {
            if (resolver instanceof ExceptionHandlerExceptionResolver methods
                    && methods.getReturnValueHandlers() != null) {
                methods.setReturnValueHandlers(
                        before(methods.getReturnValueHandlers().getHandlers()));
            }
        }

        private List<HandlerMethodReturnValueHandler> before(List<HandlerMethodReturnValueHandler> others) {
            List<HandlerMethodReturnValueHandler> all = new ArrayList<>(others);
            all.add(0, new GeneratorReturnValueHandler(executor::getObject, others));
            return all;
        }
    }
}
