package io.github.batch4j.spring.reactive;

import io.github.batch4j.ThreadContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The values in a subscriber's Reactor context, for code that looks at its thread. The thread has these and no others:
 * one that an earlier task has left behind is not seen.
 */
final class SubscriberContext {

    private static final boolean HAS_PROPAGATION = isPresent("io.micrometer.context.ContextSnapshotFactory");
    private static final boolean HAS_SECURITY =
            isPresent("org.springframework.security.core.context.ReactiveSecurityContextHolder");

    private SubscriberContext() {}

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, SubscriberContext.class.getClassLoader());
    }

    /** The values to bind to the thread of an execution; they are there when the security context has been loaded. */
    static Mono<ThreadContext.Snapshot> capture(ContextView context) {
        ThreadContext.Snapshot propagated = HAS_PROPAGATION ? Propagation.capture(context) : () -> () -> {};
        return HAS_SECURITY ? Security.capture(propagated) : Mono.just(propagated);
    }

    /** The code that needs the classes of context propagation. */
    private static final class Propagation {

        private static final ContextSnapshotFactory SNAPSHOTS =
                ContextSnapshotFactory.builder().clearMissing(true).build();

        private Propagation() {}

        static ThreadContext.Snapshot capture(ContextView context) {
            return () -> {
                ContextSnapshot.Scope bound = SNAPSHOTS.setThreadLocalsFrom(context);
                return bound::close;
            };
        }
    }

    /**
     * The code that needs the classes of Spring Security. Its accessor for context propagation carries the {@code Mono}
     * of the security context to the next subscriber; it leaves the {@link SecurityContextHolder} empty.
     */
    private static final class Security {

        private Security() {}

        static Mono<ThreadContext.Snapshot> capture(ThreadContext.Snapshot propagated) {
            return ReactiveSecurityContextHolder.getContext()
                    .defaultIfEmpty(SecurityContextHolder.createEmptyContext())
                    .map(context -> () -> bind(context, propagated.bind()));
        }

        /** Binds an instance of its own, as others may have that of the subscriber too. */
        private static ThreadContext.Scope bind(SecurityContext context, ThreadContext.Scope around) {
            SecurityContext before = SecurityContextHolder.getContext();
            SecurityContext own = SecurityContextHolder.createEmptyContext();
            own.setAuthentication(context.getAuthentication());
            set(own);
            return () -> {
                set(before);
                around.close();
            };
        }

        private static void set(SecurityContext context) {
            if (context.getAuthentication() == null) {
                SecurityContextHolder.clearContext();
            } else {
                SecurityContextHolder.setContext(context);
            }
        }
    }
}
