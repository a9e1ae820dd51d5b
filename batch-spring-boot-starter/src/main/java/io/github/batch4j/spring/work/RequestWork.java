package io.github.batch4j.spring.work;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The {@link Work} of the current request: an attribute of the request, which {@link WorkFilter} sets and removes. */
public final class RequestWork {

    static final String ATTRIBUTE = Work.class.getName();

    private RequestWork() {}

    /**
     * Returns the work of the request that is bound to the current thread.
     *
     * @return the work; null if no request is bound, if it has ended, or if it has not come through the filter, as the
     *     one that Spring's test support binds to the thread of a test
     */
    public static @Nullable Work current() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        if (attributes == null) {
            return null;
        }
        try {
            return (Work) attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        } catch (IllegalStateException ended) { // the request; the thread still has it, as after a timeout
            return null;
        }
    }
}
