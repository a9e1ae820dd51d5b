/**
 * What Spring Boot configures, each part only where the application has what it takes and no bean of its own.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration} - the factory of executors;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorWebAutoConfiguration} - one executor for each HTTP
 *       request, behind {@code RequestBatchExecutor};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorRedisAutoConfiguration} - batched access to Redis;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorContextAutoConfiguration} - what bodies of plain code
 *       find on their thread, as a {@code HolderContext}, a {@code SecurityThreadContext} and an
 *       {@code ObservationThreadContext};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorContextPropagationAutoConfiguration} - the same for
 *       what is registered with Micrometer, a {@code PropagatedContext};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorTransactionAutoConfiguration} - what keeps bodies from
 *       harming transactions, a {@code TransactionThreadContext} with its {@code RefusedConnection};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorProperties} - the properties.
 * </ul>
 *
 * <p>{@code NoBatchExecutorFailureAnalyzer} says what to do where there is no executor to inject.
 */
@NullMarked
package io.github.batch4j.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
