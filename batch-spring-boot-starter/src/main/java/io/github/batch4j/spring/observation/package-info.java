/**
 * Observations and meters of executions and their batches, by Micrometer.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.observation.BatchObservations} - the listener that makes the observations,
 *       each of them an {@code Observed};
 *   <li>{@link io.github.batch4j.spring.observation.BatchMeters} - the listener that counts and measures sizes;
 *   <li>{@link io.github.batch4j.spring.observation.SharedCallLinks} - the listener that links a batch to the span of
 *       the batch of another execution that it was merged with, by OpenTelemetry;
 *   <li>{@link io.github.batch4j.spring.observation.BatchObservationDocumentation} - the names of the observations and
 *       of their keys;
 *   <li>{@link io.github.batch4j.spring.observation.ExecutionObservationConvention} and
 *       {@link io.github.batch4j.spring.observation.BatchObservationConvention} - the values of the keys, to be
 *       replaced by a bean;
 *   <li>{@link io.github.batch4j.spring.observation.DefaultExecutionObservationConvention} and
 *       {@link io.github.batch4j.spring.observation.DefaultBatchObservationConvention} - the default ones;
 *   <li>{@link io.github.batch4j.spring.observation.ExecutionObservationContext} and
 *       {@link io.github.batch4j.spring.observation.BatchObservationContext} - the data that conventions and handlers
 *       get, with an {@link io.github.batch4j.spring.observation.ObservedOutcome}.
 * </ul>
 *
 * <p>Values, as keys and the messages of exceptions may contain, are in none of them: an observation has an
 * {@code ObservedFailure}, which has only the class of the exception. Exceptions of handlers, conventions and
 * registries go to the log, by {@code TelemetryFailures}. {@code Exceptions} has the names of exceptions.
 */
@NullMarked
package io.github.batch4j.spring.observation;

import org.jspecify.annotations.NullMarked;
