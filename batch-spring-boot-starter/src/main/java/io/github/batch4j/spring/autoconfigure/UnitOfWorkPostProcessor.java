package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.BatchUnitOfWork;
import io.github.batch4j.spring.unit.UnitOfWork;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.util.ClassUtils;

/**
 * Makes units of work of the calls of methods that are marked so.
 *
 * <p>The unit is around a bean's other interceptors, so that a transaction commits within it, but inside of
 * {@code @Async}, whose post-processor comes last: it begins on the thread that does the work.
 */
@SuppressWarnings("serial") // its parent is serializable, and no post-processor is ever serialized
final class UnitOfWorkPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    UnitOfWorkPostProcessor(Supplier<BatchExecutorFactory> factory) {
        AnnotationMatchingPointcut onClass = new AnnotationMatchingPointcut(BatchUnitOfWork.class, true);
        AnnotationMatchingPointcut onMethod = new AnnotationMatchingPointcut(null, BatchUnitOfWork.class, true);
        this.advisor =
                new DefaultPointcutAdvisor(new ComposablePointcut(onClass).union(onMethod), new Interceptor(factory));
        setBeforeExistingAdvisors(true);
        setOrder(LOWEST_PRECEDENCE - 1);
    }

    private record Interceptor(Supplier<BatchExecutorFactory> factory) implements MethodInterceptor {

        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            return UnitOfWork.<@Nullable Object, Throwable>call(
                    () -> factory.get().create(), nameOf(call), call::proceed);
        }

        private static String nameOf(MethodInvocation call) {
            Class<?> type = call.getThis() == null
                    ? call.getMethod().getDeclaringClass()
                    : ClassUtils.getUserClass(call.getThis());
            return ClassUtils.getShortName(type) + "." + call.getMethod().getName();
        }
    }
}
