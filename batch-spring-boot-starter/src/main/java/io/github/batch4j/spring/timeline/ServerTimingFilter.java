package io.github.batch4j.spring.timeline;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

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
        boolean isDispatchedAgain = request.getAttribute(ServerTimingResponse.ATTRIBUTE) != null;
        ServerTimingResponse timed =
                request.getAttribute(ServerTimingResponse.ATTRIBUTE) instanceof ServerTimingResponse current
                        ? current
                        : new ServerTimingResponse(http);
        request.setAttribute(ServerTimingResponse.ATTRIBUTE, timed);
        try {
            chain.doFilter(request, isDispatchedAgain ? response : timed);
        } finally {
            if (!request.isAsyncStarted()) {
                timed.addHeader();
                request.removeAttribute(ServerTimingResponse.ATTRIBUTE);
            }
        }
    }
}
