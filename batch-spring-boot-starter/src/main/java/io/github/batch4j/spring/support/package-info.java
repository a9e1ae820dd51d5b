/**
 * Small helpers for the packages of this module. Internal: not exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.support.Checks} - checks of arguments;
 *   <li>{@link io.github.batch4j.spring.support.CheckedFailures} - executions whose callers may throw any failure;
 *   <li>{@link io.github.batch4j.spring.support.Nouns} - numbers with their nouns;
 *   <li>{@link io.github.batch4j.spring.support.Shown} - keys and names as messages show them.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.support;

import org.jspecify.annotations.NullMarked;
