package io.github.batch4j.spring.work;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A servlet filter that makes the {@link Work} of a request and closes it after the response, also after that of an
 * asynchronous request. To be mapped to the dispatcher types REQUEST, ASYNC and ERROR; an error page is a work of its
 * own, as the failed request has ended by then. Thread-safe.
 */
public final class WorkFilter implements Filter {

    // Of Spring MVC, which a servlet application need not have.
    private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    private static final String HANDLED_EXCEPTION = "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";

    private static final String NAME = Work.class.getName() + ".name";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY");

    /** Makes a filter. */
    public WorkFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http)) {
            chain.doFilter(request, response);
            return;
        }
        Work work = (Work) http.getAttribute(RequestWork.ATTRIBUTE);
        if (work != null && http.getDispatcherType() == DispatcherType.ERROR) {
            // An asynchronous request has timed out: the error page would give it another name.
            close(work, http, failureOf(http));
            work = null;
        }
        if (work == null) {
            work = Work.ofRequest(method(http));
            http.setAttribute(RequestWork.ATTRIBUTE, work);
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error failure) {
            try {
                closeOrAwait(http, work, failure);
            } catch (RuntimeException thrown) { // by a recording; the request's own failure is the one to report
                failure.addSuppressed(thrown);
            }
            throw failure;
        }
        closeOrAwait(http, work, null);
    }

    private static Throwable failureOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure
                ? failure
                : new TimeoutException("the asynchronous request was not completed in time");
    }

    private static void closeOrAwait(HttpServletRequest request, Work work, @Nullable Throwable thrown) {
        if (RequestEnd.awaits(request, work)) {
            request.setAttribute(NAME, nameOf(request)); // an error page has a pattern of its own
        } else {
            close(work, request, thrown);
        }
    }

    private static String nameOf(HttpServletRequest request) {
        Object pattern = request.getAttribute(PATTERN);
        return pattern == null ? method(request) : method(request) + " " + pattern;
    }

    /** Closes the work of a request whose response is complete. */
    static void close(Work work, HttpServletRequest request, @Nullable Throwable thrown) {
        request.removeAttribute(RequestWork.ATTRIBUTE);
        Throwable failure = thrown instanceof ServletException wrapper && wrapper.getRootCause() != null
                ? wrapper.getRootCause()
                : thrown;
        if (failure == null && request.getAttribute(HANDLED_EXCEPTION) instanceof Throwable handled) {
            failure = handled;
        }
        Object name = request.getAttribute(NAME);
        request.removeAttribute(NAME);
        work.close(name == null ? nameOf(request) : (String) name, failure);
    }

    /** The method, if it is one of HTTP's: a client can send any word. */
    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    }
}
