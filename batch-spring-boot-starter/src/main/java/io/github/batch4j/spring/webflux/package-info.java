/**
 * Generators that handlers of WebFlux return: they are executed, and their results are the answers. Internal: not
 * exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.webflux.GeneratorResultHandler} - executes what a handler has returned, and
 *       leaves the result to Spring's own handlers of results.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.webflux;

import org.jspecify.annotations.NullMarked;
