package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchExecutor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyProcessorSupport;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * A post-processor that lets the {@link Batched} methods of beans batch: it makes a proxy of the bean, or adds its
 * advice to the one that the bean has, such as that of a Spring Data repository.
 *
 * <p>Spring Boot configures it. It comes after the advice that has an order of its own, such as Spring Security's, and
 * before advice of the default order, such as that of transactions and caches, which does not apply to an annotated
 * method but to the one that answers for many. With {@link #setProxyTargetClass} it makes proxies of classes, else of a
 * bean's interfaces.
 */
public final class BatchedBeanPostProcessor extends ProxyProcessorSupport
        implements SmartInstantiationAwareBeanPostProcessor, BeanFactoryAware, BeanRegistrationAotProcessor {

    private static final long serialVersionUID = 1;

    private final transient Supplier<BatchExecutor> executor;
    private final transient ConcurrentMap<List<Class<?>>, List<MethodPlan>> plans = new ConcurrentHashMap<>();
    private transient @Nullable BeanFactory beans;

    /**
     * Makes a post-processor.
     *
     * @param executor provides the executor with the first call of an annotated method: one that all threads can use,
     *     as that which Spring Boot configures
     */
    public BatchedBeanPostProcessor(ObjectProvider<BatchExecutor> executor) {
        this.executor = SingletonSupplier.of(() -> {
            BatchExecutor found = executor.getIfAvailable();
            if (found == null) {
                throw new IllegalStateException("a @Batched method was called, and there is no BatchExecutor bean to"
                        + " run it; is the auto-configuration of batch4j in use?");
            }
            return found;
        });
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = beanFactory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (beans == null || bean instanceof AopInfrastructureBean) {
            return bean;
        }
        List<MethodPlan> found = plans(typesOf(bean));
        if (found.isEmpty()) {
            return bean;
        }
        BatchedInterceptor interceptor = new BatchedInterceptor(found);
        Object proxy = advise(bean, interceptor.advisor(), found);
        interceptor.bind(new BatchedBean(beanName, proxy, beans), executor);
        return proxy;
    }

    private List<MethodPlan> plans(List<Class<?>> types) {
        List<MethodPlan> known = plans.get(types);
        if (known == null) {
            known = types.stream().flatMap(type -> MethodPlan.in(type).stream()).toList();
            plans.put(types, known);
        }
        return known;
    }

    /** The class of a bean, and the interfaces of a proxy that its class does not have, as those of a repository. */
    private static List<Class<?>> typesOf(Object bean) {
        Class<?> target = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
        List<Class<?>> types = new ArrayList<>();
        if (!Proxy.isProxyClass(target)) {
            types.add(target);
        }
        if (Proxy.isProxyClass(bean.getClass())) {
            Arrays.stream(bean.getClass().getInterfaces())
                    .filter(type -> Proxy.isProxyClass(target) || !type.isAssignableFrom(target))
                    .forEach(types::add);
        }
        return types;
    }

    private Object advise(Object bean, Advisor advisor, List<MethodPlan> found) {
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            Advisor[] others = advised.getAdvisors();
            int position = position(others);
            LaterAdvice.refuse(Arrays.asList(others).subList(position, others.length), found);
            advised.addAdvisor(position, advisor);
            return bean;
        }
        ProxyFactory factory = factory(bean.getClass());
        factory.setTarget(bean);
        factory.addAdvisor(advisor);
        return factory.getProxy(getProxyClassLoader());
    }

    /** After the last advice of an earlier order: some of the default order may come before it. */
    private static int position(Advisor[] advisors) {
        int position = advisors.length;
        while (position > 0 && orderOf(advisors[position - 1]) > BatchedInterceptor.ORDER) {
            position--;
        }
        return position;
    }

    private static int orderOf(Advisor advisor) {
        return advisor instanceof Ordered ordered ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
    }

    private ProxyFactory factory(Class<?> type) {
        ProxyFactory factory = new ProxyFactory();
        factory.copyFrom(this);
        if (Modifier.isFinal(type.getModifiers()) || !isProxyTargetClass()) { // also a proxy of the JDK
            factory.setProxyTargetClass(false);
            evaluateProxyInterfaces(type, factory);
        }
        return factory;
    }

    /** The class of the proxy, so that it is there in a native image. */
    @Override
    public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
        if (beanClass.isInterface()
                || SpringProxy.class.isAssignableFrom(beanClass)
                || plans(List.of(beanClass)).isEmpty()) {
            return beanClass;
        }
        ProxyFactory factory = factory(beanClass);
        factory.setTargetClass(beanClass);
        return factory.getProxyClass(getProxyClassLoader());
    }

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Class<?> type = bean.getBeanFactory().getType(bean.getBeanName());
        List<MethodPlan> found = type == null ? List.of() : plans(List.of(ClassUtils.getUserClass(type)));
        return found.isEmpty()
                ? null
                : (generation, code) -> BatchedHints.register(found, generation.getRuntimeHints());
    }

    /** This bean is part of the application that runs. */
    @Override
    public boolean isBeanExcludedFromAotProcessing() {
        return false;
    }
}
