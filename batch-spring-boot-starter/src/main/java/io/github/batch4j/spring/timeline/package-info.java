/**
 * The timeline: the last requests and jobs with their batches, as JSON and as a page. Internal: not exported by the
 * module.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.spring.timeline.Timeline} - keeps the last works, each made by a
 *       {@code TimelineRecording}: a {@code RecordedWork} with rows of {@code RecordedBatch}, the names of its
 *       batchers by {@code RecordedNames}, and the texts of its keys by {@code RecordedKeys};
 *   <li>{@link io.github.batch4j.spring.timeline.BatchEndpoint} - the actuator endpoint, with
 *   <li>{@link io.github.batch4j.spring.timeline.BatchEndpointWebExtension} - its page;
 *   <li>{@link io.github.batch4j.spring.timeline.ServerTimingFilter} - a servlet filter that adds the header
 *       {@code Server-Timing}, which {@code ServerTiming} sums up and {@code ServerTimingResponse} sets in time, with
 *   <li>{@link io.github.batch4j.spring.timeline.ServerTimingListener} - the listener that counts for it.
 * </ul>
 *
 * <p>Both take the names of batchers and failures from {@code Names}.
 */
@NullMarked
package io.github.batch4j.spring.timeline;

import org.jspecify.annotations.NullMarked;
