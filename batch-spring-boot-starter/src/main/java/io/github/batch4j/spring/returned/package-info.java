/**
 * Generators that handlers of Spring MVC and of WebFlux return. Internal: not exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.returned.ReturnedGenerators} - the forms in which a handler returns generators,
 *       and their execution;
 *   <li>{@code ResultParameter} - the return type that a handler of results would have.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.returned;

import org.jspecify.annotations.NullMarked;
