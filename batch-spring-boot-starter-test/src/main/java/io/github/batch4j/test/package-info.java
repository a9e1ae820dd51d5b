/**
 * Assertions of the batches that were made, for tests with Spring or without:
 * {@link io.github.batch4j.test.BatchAssertions} is the entry point,
 * {@link io.github.batch4j.test.BatchTraceAssert} and {@link io.github.batch4j.test.RoundTripAssert} are the assertions
 * of a trace and of one of its round trips.
 *
 * <p>{@link io.github.batch4j.test.GivenOperation} makes operations that have their answer, for stubs.
 *
 * <p>Package-private: {@code TraceReport} is the text of a failure.
 */
@NullMarked
package io.github.batch4j.test;

import org.jspecify.annotations.NullMarked;
