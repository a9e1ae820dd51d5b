/**
 * Executions in a reactive application, such as one on Spring WebFlux.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.reactive.ReactiveBatchExecutor} - runs generators and blocking code off the
 *       event loop, with an executor for each subscription; {@code DefaultReactiveBatchExecutor} is the implementation;
 *   <li>{@code SubscribedExecution} - the execution of one subscription, which ends if that is cancelled;
 *   <li>{@code SubscriberContext} - the subscriber's Reactor context on the thread of the execution.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.reactive;

import org.jspecify.annotations.NullMarked;
