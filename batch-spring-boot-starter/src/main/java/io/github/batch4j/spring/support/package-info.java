/**
 * Checks of arguments and texts of messages for the packages of this module. Internal: not exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.support.Checks} - checks of arguments;
 *   <li>{@link io.github.batch4j.spring.support.Shown} - keys and names as messages show them.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.support;

import org.jspecify.annotations.NullMarked;
