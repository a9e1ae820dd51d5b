package io.github.batch4j.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A mark of methods that are units of work: what a call executes through the injected
 * {@link io.github.batch4j.BatchExecutor} shares one executor until the method returns. On a class it marks all of its
 * methods.
 *
 * <pre>{@code
 * @Scheduled(cron = "0 0 6 * * *")
 * @BatchUnitOfWork
 * public void greetEverybody() {
 *     greetings.letters(everybody, greetings.names(everybody));
 * }
 * }</pre>
 *
 * <p>On a thread that is in an execution, a unit or an HTTP request already, the method joins that, as by
 * {@link BatchExecutorFactory#run}. The unit is around the method's transaction, and within its {@code @Async}.
 *
 * <p>Spring applies it by a proxy, as it does {@code @Transactional}: to beans, and to calls from other beans. What the
 * method leaves to other threads, such as the rest of a {@code CompletableFuture} or a {@code Mono}, is not part of the
 * unit.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface BatchUnitOfWork {}
