package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Set;

/**
 * The context of all thread-locals registered with {@code io.micrometer:context-propagation}, except for those that
 * have a context of their own here.
 *
 * <p>Closing the scope of a snapshot removes what the snapshot has set. A body that yields on the calling thread may
 * have set more on top, so the values from before are checked and set again.
 */
final class PropagatedContext implements ThreadContext {

    /** The keys of Spring Web, which copies the request, of Spring Security and of Micrometer Observation. */
    private static final Set<Object> CARRIED_OTHERWISE = Set.of(
            "org.springframework.web.context.request.RequestAttributesThreadLocalAccessor.KEY",
            "org.springframework.security.core.context.SecurityContext",
            "micrometer.observation");

    private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
            .captureKeyPredicate(PropagatedContext::isCarried)
            .clearMissing(true)
            .build();

    @Override
    public Snapshot capture() {
        ContextSnapshot captured = snapshots.captureAll();
        return () -> bind(captured);
    }

    private Scope bind(ContextSnapshot captured) {
        ContextSnapshot before = snapshots.captureAll();
        ContextSnapshot.Scope bound = captured.setThreadLocals(PropagatedContext::isCarried);
        return () -> {
            bound.close();
            if (!snapshots.captureAll().equals(before)) {
                before.setThreadLocals(PropagatedContext::isCarried);
            }
        };
    }

    private static boolean isCarried(Object key) {
        return !CARRIED_OTHERWISE.contains(key);
    }
}
