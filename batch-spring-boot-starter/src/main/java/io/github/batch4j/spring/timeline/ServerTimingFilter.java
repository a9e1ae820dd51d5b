package io.github.batch4j.spring.timeline;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A servlet filter that adds the header {@code Server-Timing} with round trips and time by batcher, also to the answer
 * of a failed request. To be mapped to the dispatcher types REQUEST and ASYNC. Thread-safe.
 */
public final class ServerTimingFilter implements Filter {

    /** Makes a filter. */
    public ServerTimingFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(response instanceof HttpServletResponse http)) {
            chain.doFilter(request, response);
            return;
        }
        @Nullable
        ServerTimingResponse begun = (ServerTimingResponse) request.getAttribute(ServerTimingResponse.ATTRIBUTE);
        ServerTimingResponse timed = begun == null ? new ServerTimingResponse(http) : begun;
        request.setAttribute(ServerTimingResponse.ATTRIBUTE, timed);
        try {
            chain.doFilter(request, begun == null ? timed : response);
        } finally {
            if (!request.isAsyncStarted()) {
                timed.addHeader();
                request.removeAttribute(ServerTimingResponse.ATTRIBUTE);
            }
        }
    }
}
