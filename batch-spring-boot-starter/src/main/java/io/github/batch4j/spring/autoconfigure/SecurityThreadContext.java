package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The security context. A body gets an instance of its own, so that changes it makes there are not seen by others, and
 * the calling thread keeps its very instance.
 *
 * <p>In a request the context is deferred: the first access reads the HTTP session. So it is not accessed before a body
 * starts, and an execution without bodies does not touch the session.
 */
final class SecurityThreadContext implements ThreadContext {

    @Override
    public Snapshot capture() {
        Supplier<SecurityContext> captured = deferred();
        return () -> bind(captured.get());
    }

    /**
     * Returns the current context without accessing it. A strategy without deferred contexts makes a new supplier each
     * time, which returns the context of the thread that calls it: then the context itself is taken.
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
     * Binds a context, and restores a context, possibly empty, never a deferred one: the holder wraps the suppliers it
     * gets, so some thousands of bodies would make a supplier as deep.
     */
    private static Scope bind(SecurityContext captured) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext own = SecurityContextHolder.createEmptyContext();
        own.setAuthentication(captured.getAuthentication());
        SecurityContextHolder.setContext(own);
        return () -> SecurityContextHolder.setContext(before);
    }
}
