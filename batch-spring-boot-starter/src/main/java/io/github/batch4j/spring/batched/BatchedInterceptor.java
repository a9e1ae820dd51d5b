package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchExecutor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;

/** An interceptor of the annotated methods of one bean. */
final class BatchedInterceptor implements MethodInterceptor {

    /**
     * The place in a chain of advice: inside of what decides whether a caller may call at all, such as Spring
     * Security's, and outside of what has the default order, such as transactions, each of which would have a body of
     * its own in it.
     */
    static final int ORDER = Ordered.LOWEST_PRECEDENCE - 100;

    private final List<MethodPlan> plans;
    private final ConcurrentMap<Method, Optional<BoundMethod>> methods = new ConcurrentHashMap<>();
    private List<BoundMethod> bound = List.of();

    BatchedInterceptor(List<MethodPlan> plans) {
        this.plans = plans;
    }

    /** Takes the bean, which is made with this interceptor, before anyone can call it. */
    void bind(BatchedBean bean, Supplier<BatchExecutor> executor) {
        bound = plans.stream()
                .map(plan -> new BoundMethod(plan, bean, executor))
                .toList();
    }

    /** An advisor that applies this to the annotated methods alone. */
    DefaultPointcutAdvisor advisor() {
        DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(new Annotated(plans), this);
        advisor.setOrder(ORDER);
        return advisor;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Method called = invocation.getMethod();
        Optional<BoundMethod> method = methods.get(called);
        if (method == null) {
            method = methods.computeIfAbsent(called, this::find);
        }
        return method.isPresent() ? method.get().call(called, invocation.getArguments()) : invocation.proceed();
    }

    private Optional<BoundMethod> find(Method called) {
        return bound.stream().filter(method -> method.isOf(called)).findFirst();
    }

    /** The annotated methods. */
    private static final class Annotated extends StaticMethodMatcherPointcut {

        private final List<MethodPlan> plans;

        Annotated(List<MethodPlan> plans) {
            this.plans = plans;
        }

        @Override
        public boolean matches(Method method, Class<?> targetClass) {
            return plans.stream().anyMatch(plan -> plan.isOf(method));
        }
    }
}
