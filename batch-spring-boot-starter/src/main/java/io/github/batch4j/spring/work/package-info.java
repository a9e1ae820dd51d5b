/**
 * Works: the executions that belong together because they serve one HTTP request or one unit of work, or a single
 * execution outside of both. Internal: not exported by the module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.work.Work} - a request, a unit of work or an execution, from its start
 *       to its end;
 *   <li>{@link io.github.batch4j.spring.work.WorkListener} - a bean that is notified of each work, with
 *   <li>{@link io.github.batch4j.spring.work.Recording} - what it keeps of one work;
 *   <li>{@link io.github.batch4j.spring.work.WorkTracker} - the {@code BatchListener} that assigns batches to works;
 *   <li>{@link io.github.batch4j.spring.work.WorkFilter} - a servlet filter that knows the end of a request, with
 *       {@code RequestEnd} for asynchronous requests;
 *   <li>{@link io.github.batch4j.spring.work.RequestWork} - the work of the current request;
 *   <li>{@link io.github.batch4j.spring.work.UnitWork} - that of the current unit of work;
 *   <li>{@link io.github.batch4j.spring.work.BatcherName} - a batcher's name for whatever leaves the application.
 * </ul>
 */
@NullMarked
package io.github.batch4j.spring.work;

import org.jspecify.annotations.NullMarked;
