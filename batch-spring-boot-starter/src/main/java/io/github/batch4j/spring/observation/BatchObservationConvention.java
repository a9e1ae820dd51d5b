package io.github.batch4j.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The name and the key values of the observation of a batch. A bean of this type replaces
 * {@link DefaultBatchObservationConvention}.
 *
 * <p>Implementations must be thread-safe. They are asked when the observation starts and again when it is stopped.
 */
public interface BatchObservationConvention extends ObservationConvention<BatchObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof BatchObservationContext;
    }
}
