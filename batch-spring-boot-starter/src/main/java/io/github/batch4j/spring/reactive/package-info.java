/**
 * Executions in a reactive application, such as one on Spring WebFlux.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.reactive.ReactiveBatchExecutor} - runs generators and blocking code off the
 *       event loop, with an executor for each subscription; {@code DefaultReactiveBatchExecutor} is the implementation;
 *   <li>{@code SubscribedExecution} - the execution of one subscription, which ends if that is cancelled;
 *   <li>{@code SubscriberContext} - what the Reactor context of the subscriber holds for code that looks at its thread.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.reactive;

import org.jspecify.annotations.NullMarked;
