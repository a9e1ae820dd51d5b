/**
 * The log of executions and batches. Internal: not exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.log.BatchLog} - the listener that writes it.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.log;

import org.jspecify.annotations.NullMarked;
