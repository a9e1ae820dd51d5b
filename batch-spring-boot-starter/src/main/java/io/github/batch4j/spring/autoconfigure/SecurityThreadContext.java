package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is logged in. A body gets a security context of its own, so that what it sets in there is not seen by others, and
 * the calling thread keeps the one that it has, to the object.
 */
final class SecurityThreadContext implements ThreadContext {

    @Override
    public Snapshot capture() {
        SecurityContext captured = SecurityContextHolder.getContext();
        return () -> bind(captured);
    }

    private static Scope bind(SecurityContext captured) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext own = SecurityContextHolder.createEmptyContext();
        own.setAuthentication(captured.getAuthentication());
        SecurityContextHolder.setContext(own);
        return () -> restore(before);
    }

    private static void restore(SecurityContext before) {
        if (before.getAuthentication() == null) {
            SecurityContextHolder.clearContext();
        } else {
            SecurityContextHolder.setContext(before);
        }
    }
}
