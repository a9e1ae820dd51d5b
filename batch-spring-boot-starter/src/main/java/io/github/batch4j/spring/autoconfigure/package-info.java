/**
 * Auto-configurations for Spring Boot. Each backs off where its classes are missing or the application has a bean of
 * its own.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorAutoConfiguration} - the executor to inject, a
 *       {@code CurrentBatchExecutor} that refuses {@code NonBlockingThreads}, and the factory of executors;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorWebAutoConfiguration} - a
 *       {@code RequestBatchExecutor} per HTTP request, found by {@code RequestExecutors};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorMvcAutoConfiguration} - handlers of Spring MVC that
 *       return generators;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorReactorAutoConfiguration} - the executor for
 *       subscribers;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorWebFluxAutoConfiguration} - handlers of WebFlux that
 *       return generators;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorJacksonAutoConfiguration} - the refusal to write
 *       {@code UnexecutedGenerators} as JSON;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorUnitOfWorkAutoConfiguration} - units of work: the
 *       {@code UnitOfWorkPostProcessor} of marked methods, and a decorator of tasks;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorBatchedAutoConfiguration} - methods of beans that
 *       are answered in batches;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorRedisAutoConfiguration} - batched access to Redis;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorJdbcAutoConfiguration} - batched access to a
 *       database, with the {@code PoolLimits} of shared calls;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorContextAutoConfiguration} - the contexts that plain
 *       code finds on its thread: a {@code HolderContext} each for the locale, the log and the request,
 *       {@code SecurityThreadContext}, {@code ObservationThreadContext};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorContextPropagationAutoConfiguration} - a
 *       {@code PropagatedContext} for everything else that context propagation knows;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorObservationAutoConfiguration} - observations and
 *       meters of executions and batches, and {@code SharedCallMeters} of each limit of shared calls;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorTransactionAutoConfiguration} - the
 *       {@code TransactionThreadContext}, which protects transactions from plain code, with
 *       {@code RefusingConnectionHolder}, {@code SpringTransactions} and {@code TransactionInfoSnapshot};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorTimelineAutoConfiguration} - the timeline of
 *       requests and jobs with its endpoint, and its {@code TimelineProperties};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorServerTimingAutoConfiguration} - the response header
 *       {@code Server-Timing};
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorWorkAutoConfiguration} - the listener and the filter
 *       that assign batches to requests, units of work and jobs;
 *   <li>{@link io.github.batch4j.spring.autoconfigure.BatchExecutorProperties} - the properties.
 * </ul>
 *
 * <p>{@code NoBatchExecutorFailureAnalyzer} gives advice if there is no executor to inject,
 * {@code NoStoreFailureAnalyzer} if there is no access to a store.
 */
@NullMarked
package io.github.batch4j.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
