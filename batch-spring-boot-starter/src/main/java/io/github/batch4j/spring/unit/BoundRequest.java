package io.github.batch4j.spring.unit;

import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The HTTP request that is bound to the current thread, if the application has Spring Web. */
final class BoundRequest {

    private static final boolean IS_POSSIBLE = ClassUtils.isPresent(
            "org.springframework.web.context.request.RequestContextHolder", BoundRequest.class.getClassLoader());

    private BoundRequest() {}

    /** True if there is one, and it has not ended. */
    static boolean isActive() {
        return IS_POSSIBLE && SpringWeb.isActive();
    }

    /** The code that needs the classes of Spring Web. */
    private static final class SpringWeb {

        private SpringWeb() {}

        static boolean isActive() {
            RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
            if (attributes == null) {
                return false;
            }
            try {
                attributes.getAttribute(BoundRequest.class.getName(), RequestAttributes.SCOPE_REQUEST);
                return true;
            } catch (IllegalStateException ended) { // the request; the thread still has it
                return false;
            }
        }
    }
}
