/**
 * Methods that ask for one thing and are answered in batches.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.batched.Batched} - the annotation of such a method, which names the method that
 *       answers many;
 *   <li>{@link io.github.batch4j.spring.batched.BatchedBeanPostProcessor} - proxies the beans that have one.
 * </ul>
 *
 * <p>The package-private types. When a bean is made: {@code MethodPlan} is an annotated method with all that is known
 * before a call, or is refused with a {@code WrongPair}; {@code Pair} is the method with the one that answers many,
 * {@code AnswerForm} how values are found in what that one returns, {@code ValueKey} where a value has its key,
 * {@code Result} what the caller gets. {@code Types} compares and prints types, {@code RepositoryIds} knows the ids of
 * Spring Data's entities, {@code LaterAdvice} looks for advice that would not run, {@code BatchedHints} are for native
 * images. In a call: {@code BatchedInterceptor} intercepts it for {@code BoundMethod}, a plan with its
 * {@code BatchedBean}; {@code Loaders} has a loader for the arguments beside the key, {@code KeyedValues} are values by
 * their keys, {@code References} resolves those of Hibernate, and {@code Calls} calls by reflection.
 */
@NullMarked
package io.github.batch4j.spring.batched;

import org.jspecify.annotations.NullMarked;
