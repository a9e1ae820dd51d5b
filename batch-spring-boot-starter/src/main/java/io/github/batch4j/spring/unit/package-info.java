/**
 * Units of work outside of HTTP requests: a job, a message, a task. Internal: not exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.unit.UnitOfWork} - a unit of work, bound to the thread that it runs on, with
 *       its executor;
 *   <li>{@code BoundRequest} - the HTTP request that is bound to a thread, which is a unit of its own.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.unit;

import org.jspecify.annotations.NullMarked;
