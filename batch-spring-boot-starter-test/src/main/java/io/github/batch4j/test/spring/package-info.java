/**
 * Tests with Spring: a {@link io.github.batch4j.BatchTrace} for each test, and stores in memory.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.test.spring.AutoConfigureBatchTrace} provides the trace, and
 *       {@link io.github.batch4j.test.spring.ExpectRoundTrips} checks it after a test.
 *       {@link io.github.batch4j.test.spring.BatchTraceHeader} assigns requests to the test that sends them.
 *   <li>{@link io.github.batch4j.test.spring.FakeRedis} and {@link io.github.batch4j.test.spring.FakeJdbc} are stores
 *       with given values and rows.
 * </ul>
 *
 * <p>The package-private types: a {@code RunningTest} is a test with its trace, and {@code RunningTests} are those of
 * an application context, to which executions are assigned, by way of {@code RequestHeader} if a request brings one.
 * {@code BatchTraceTestExecutionListener} begins and ends them. {@code FakeConnection} is a connection to
 * {@code RedisData}, {@code FakeTable} a table of given rows. {@code NoStoreInSliceFailureAnalyzer} explains a slice
 * without a store.
 */
@NullMarked
package io.github.batch4j.test.spring;

import org.jspecify.annotations.NullMarked;
