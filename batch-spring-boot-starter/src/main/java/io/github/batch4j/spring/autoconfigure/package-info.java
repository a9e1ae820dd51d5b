/**
 * What Spring Boot configures, each part only where the application has what it takes and no bean of its own.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration} - the factory of executors;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorWebAutoConfiguration} - one executor for each HTTP
 *       request, behind {@code RequestBatchExecutor};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorRedisAutoConfiguration} - batched access to Redis;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorJdbcAutoConfiguration} - batched access to a
 *       database;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorContextAutoConfiguration} - what plain code finds on
 *       its thread: a {@code HolderContext} each for the locale, the log and the request,
 *       {@code SecurityThreadContext}, {@code ObservationThreadContext};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorContextPropagationAutoConfiguration} - whatever else
 *       context propagation knows, a {@code PropagatedContext};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorTransactionAutoConfiguration} - what keeps plain
 *       code and functions from harming transactions, a {@code TransactionThreadContext} with
 *       {@code RefusedConnection}, {@code SpringTransactions} and {@code AnnotatedTransactions};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorProperties} - the properties.
 * </ul>
 *
 * <p>{@code NoBatchExecutorFailureAnalyzer} says what to do where there is no executor to inject,
 * {@code NoStoreFailureAnalyzer} where there is no access to a store.
 */
@NullMarked
package io.github.batch4j.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
