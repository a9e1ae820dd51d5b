package io.github.batch4j.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A started observation and its scope. Nothing that handlers throw leaves it.
 *
 * <p>The scope is opened and closed on one thread; the observation may be stopped on another.
 *
 * @param <C> the type of the context
 */
final class Observed<C extends Observation.Context> {

    private final C context;
    private final Observation observation;
    private final TelemetryFailures failures;
    private boolean isInScope;

    private Observed(C context, Observation observation, TelemetryFailures failures) {
        this.context = context;
        this.observation = observation;
        this.failures = failures;
    }

    /** Starts an observation and opens its scope; returns null if it is disabled or its convention fails. */
    static <C extends Observation.Context> @Nullable Observed<C> start(
            C context, Supplier<Observation> notStarted, TelemetryFailures failures) {
        Observation observation;
        try {
            observation = notStarted.get();
        } catch (Throwable thrown) {
            failures.log(thrown);
            return null;
        }
        if (observation.isNoop()) {
            return null;
        }
        Observed<C> observed = new Observed<>(context, observation, failures);
        try {
            observation.start();
        } catch (Throwable thrown) { // stopped all the same, for the handlers that have started
            failures.log(thrown);
        }
        observed.openScope();
        return observed;
    }

    C context() {
        return context;
    }

    private void openScope() {
        ObservationRegistry registry = observation.getObservationRegistry();
        Observation.Scope before = registry.getCurrentObservationScope();
        try {
            observation.openScope();
            isInScope = true;
        } catch (Throwable thrown) {
            failures.log(thrown);
            Observation.Scope half = registry.getCurrentObservationScope();
            if (half != null && half != before) {
                close(half, registry);
            }
        }
    }

    /**
     * Closes the scope, if it is open, and before it those that were opened in it and left open. It is found by its
     * observation: bodies on this thread close scopes and open others in their place.
     */
    void closeScope() {
        if (!isInScope) {
            return;
        }
        isInScope = false;
        ObservationRegistry registry = observation.getObservationRegistry();
        Observation.Scope own = registry.getCurrentObservationScope();
        while (own != null && own.getCurrentObservation() != observation) {
            own = own.getPreviousObservationScope();
        }
        Observation.Scope scope = own == null ? null : registry.getCurrentObservationScope();
        while (scope != null) {
            Observation.Scope around = scope.getPreviousObservationScope();
            close(scope, registry);
            scope = scope == own ? null : around;
        }
    }

    /** Closes a scope. A handler that throws would leave it the current one. */
    private void close(Observation.Scope scope, ObservationRegistry registry) {
        try {
            scope.close();
        } catch (Throwable thrown) {
            failures.log(thrown);
            registry.setCurrentObservationScope(scope.getPreviousObservationScope());
        }
    }

    /** Stops the observation. To be called once. */
    void stop(@Nullable Throwable failure) {
        try {
            if (failure != null) {
                observation.error(new ObservedFailure(failure));
            }
        } catch (Throwable thrown) {
            failures.log(thrown);
        }
        try {
            observation.stop();
        } catch (Throwable thrown) {
            failures.log(thrown);
        }
    }
}
