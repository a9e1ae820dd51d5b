package io.github.batch4j.test.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The header of the current request, apart as it needs Spring Web and servlets. */
final class RequestHeader {

    private RequestHeader() {}

    /** The id of the test that has sent the request; null if there is no request, or it brings none. */
    static @Nullable String ofCurrentRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getHeader(BatchTraceHeader.NAME)
                : null;
    }
}
