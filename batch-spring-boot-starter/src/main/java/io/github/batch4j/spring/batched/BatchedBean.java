package io.github.batch4j.spring.batched;

import org.springframework.beans.factory.BeanFactory;

/**
 * A bean with annotated methods.
 *
 * @param name its name
 * @param proxy the bean as others have it injected, so that the advice of its method for many applies
 * @param beans the factory that has made it
 */
record BatchedBean(String name, Object proxy, BeanFactory beans) {}
