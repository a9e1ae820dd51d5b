package io.github.batch4j.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The name and the key values of the observation of an execution. A bean of this type replaces
 * {@link DefaultExecutionObservationConvention}.
 *
 * <p>Implementations must be thread-safe. They are asked when the observation starts and again when it is stopped.
 */
public interface ExecutionObservationConvention extends ObservationConvention<ExecutionObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ExecutionObservationContext;
    }
}
