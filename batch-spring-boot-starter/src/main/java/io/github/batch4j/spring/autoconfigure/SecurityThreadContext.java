package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is logged in. A body gets a security context of its own, so that what it sets in there is not seen by others, and
 * the calling thread keeps the one that it has, to the object.
 *
 * <p>In a request the context is deferred: to look at it reads the HTTP session. So it is not looked at until a body
 * begins, and an execution without bodies leaves the session alone.
 */
final class SecurityThreadContext implements ThreadContext {

    @Override
    public Snapshot capture() {
        Supplier<SecurityContext> captured = deferred();
        return () -> bind(captured.get());
    }

    /**
     * The current context without a look at it. A strategy that keeps no deferred contexts makes a new supplier each time,
     * which answers with the context of the thread that asks it: then the context itself is taken.
     */
    private static Supplier<SecurityContext> deferred() {
        Supplier<SecurityContext> deferred = SecurityContextHolder.getDeferredContext();
        if (deferred == SecurityContextHolder.getDeferredContext()) {
            return deferred;
        }
        SecurityContext context = deferred.get();
        return () -> context;
    }

    /**
     * Gives back a context, be it empty, and no deferred one: the holder wraps what it is given, so that after some
     * thousands of bodies there would be a supplier as deep as they are many.
     */
    private static Scope bind(SecurityContext captured) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext own = SecurityContextHolder.createEmptyContext();
        own.setAuthentication(captured.getAuthentication());
        SecurityContextHolder.setContext(own);
        return () -> SecurityContextHolder.setContext(before);
    }
}
