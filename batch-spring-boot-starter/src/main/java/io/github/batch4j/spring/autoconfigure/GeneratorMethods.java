package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.graphql.SideBySide;
import java.lang.reflect.Method;
import java.util.function.Predicate;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.graphql.data.method.HandlerMethod;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;

/**
 * The controller methods of GraphQL that return generators or run side by side. On virtual threads Spring for GraphQL
 * calls each method that might block on a thread of its own; these do not block there, and would come in one by one.
 */
final class GeneratorMethods implements BeanPostProcessor, Predicate<HandlerMethod> {

    /** The bean that Spring Boot makes; an application that makes its own decides for itself. */
    private static final String CONFIGURER = "annotatedControllerConfigurer";

    private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof AnnotatedControllerConfigurer configurer
                && name.equals(CONFIGURER)
                && Runtime.version().feature() >= FIRST_JDK_WITH_VIRTUAL_THREADS) {
            configurer.setBlockingMethodPredicate(this);
        }
        return bean;
    }

    /** True if a method blocks: the default of Spring for GraphQL, without those above. */
    @Override
    public boolean test(HandlerMethod handler) {
        Method method = handler.getMethod();
        ResolvableType type = ResolvableType.forMethodReturnType(method);
        return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type.toClass()) == null
                && !KotlinDetector.isSuspendingFunction(method)
                && !isGenerator(type)
                && !isGenerator(type.getGeneric())
                && !AnnotatedElementUtils.hasAnnotation(method, SideBySide.class)
                && !AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), SideBySide.class);
    }

    private static boolean isGenerator(ResolvableType type) {
        return BatchGenerator.class.isAssignableFrom(type.toClass());
    }
}
