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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Auto-configuration of handlers of Spring MVC that return generators. */
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
            if (bean instanceof RequestMappingHandlerAdapter adapter) {
                List<HandlerMethodReturnValueHandler> others = adapter.getReturnValueHandlers();
                if (others != null) {
                    List<HandlerMethodReturnValueHandler> all = new ArrayList<>(others);
                    all.add(0, new GeneratorReturnValueHandler(executor::getObject, others));
                    adapter.setReturnValueHandlers(all);
                }
            }
            return bean;
        }
    }
}
