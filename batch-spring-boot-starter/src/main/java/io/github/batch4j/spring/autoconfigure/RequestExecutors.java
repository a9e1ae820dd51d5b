package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.BatchExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The executors of HTTP requests, each a bean in the scope of its request. Thread-safe. */
final class RequestExecutors implements Supplier<@Nullable BatchExecutor> {

    private final BeanFactory beans;
    private final String name;

    RequestExecutors(BeanFactory beans, String name) {
        this.beans = beans;
        this.name = name;
    }

    /** The executor of the request that is bound to the current thread; null if there is none, or if it has ended. */
    @Override
    public @Nullable BatchExecutor get() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return null;
        }
        Object made;
        try {
            made = request.getAttribute(name, RequestAttributes.SCOPE_REQUEST);
        } catch (IllegalStateException ended) { // the request; the thread still has it, as a task that outlives it
            return null;
        }
        return made instanceof BatchExecutor executor ? executor : beans.getBean(name, BatchExecutor.class);
    }
}
