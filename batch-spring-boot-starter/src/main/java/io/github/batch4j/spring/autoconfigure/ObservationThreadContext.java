package io.github.batch4j.spring.autoconfigure;

import io.github.batch4j.ThreadContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current observation, and with it the trace.
 *
 * <p>On a thread of its own a body finds a new scope of the observation, on the calling thread the current one. Scopes
 * that the body has opened are closed when it yields, innermost first, and opened again when it resumes, so that
 * handlers, such as those of tracing, see scopes open and close in order. A scope that the body closes afterwards leads
 * back to the one that it was opened in.
 */
final class ObservationThreadContext implements ThreadContext {

    private final ObservationRegistry registry;

    ObservationThreadContext(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Snapshot capture() {
        Thread thread = Thread.currentThread();
        Observation.Scope captured = registry.getCurrentObservationScope();
        return () -> bind(thread, captured);
    }

    private Scope bind(Thread thread, Observation.@Nullable Scope captured) {
        Observation.Scope before = registry.getCurrentObservationScope();
        if (thread == Thread.currentThread()) {
            leapTo(captured);
            return () -> leapTo(before);
        }
        Observation.Scope opened =
                captured == null ? null : captured.getCurrentObservation().openScope();
        return () -> close(opened, before);
    }

    private void close(Observation.@Nullable Scope opened, Observation.@Nullable Scope before) {
        if (opened != null) {
            leapTo(opened); // in case the body has left one open
            opened.close();
        }
        leapTo(before);
    }

    /** Closes the open scopes down to where the two chains meet, and opens those of the other chain from there. */
    private void leapTo(Observation.@Nullable Scope scope) {
        Observation.Scope current = registry.getCurrentObservationScope();
        if (current == scope) {
            return;
        }
        List<Observation.Scope> chain = chainOf(scope);
        while (current != null && !chain.contains(current)) {
            current.close();
            current = current.getPreviousObservationScope();
        }
        for (int i = (current == null ? chain.size() : chain.indexOf(current)) - 1; i >= 0; i--) {
            chain.get(i).getCurrentObservation().openScope();
        }
    }

    /** The scope and those around it, innermost first. */
    private static List<Observation.Scope> chainOf(Observation.@Nullable Scope innermost) {
        List<Observation.Scope> chain = new ArrayList<>();
        for (Observation.Scope scope = innermost; scope != null; scope = scope.getPreviousObservationScope()) {
            chain.add(scope);
        }
        return chain;
    }
}
