package io.github.batch4j.spring.graphql;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A mark for controller methods of GraphQL that block: they run side by side with those of the fields beside them, as
 * bodies of plain code do, so that their calls of {@code execute} are batched. It stands beside {@code QueryMapping},
 * {@code MutationMapping} or {@code SchemaMapping}.
 *
 * <p>On a class it marks all of its methods. Such a method runs in turn with all others of the query, never two at
 * once, on the {@linkplain io.github.batch4j.CoroutineKind coroutine} of a body, and finds there what bodies find. A
 * method that waits for something else, such as an HTTP call, makes the others wait: leave it unmarked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SideBySide {}
