/**
 * Round trips, as they are counted in each answer.
 *
 * <p>Read {@code RoundTrip} first: it is made from a {@code BatchTrace}, which records batches.
 * {@code RoundTripRecorder} records those of code that has no batches.
 */
@NullMarked
package io.github.batch4j.sample.roundtrip;

import org.jspecify.annotations.NullMarked;
