/**
 * Generators that handlers of Spring MVC return: they are executed, and their results are the answers. Internal: not
 * exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.mvc.GeneratorReturnValueHandler} - executes what a handler has returned, and
 *       leaves the result to Spring's own handlers of return values.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.mvc;

import org.jspecify.annotations.NullMarked;
