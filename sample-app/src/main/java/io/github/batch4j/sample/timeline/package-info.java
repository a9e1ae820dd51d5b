/**
 * Measurements of all ways, drawn by the page at {@code /}.
 *
 * <p>Read {@code TimelineController} first: three ways to load couples from Redis. {@code ProfileTimelineController}
 * does the same for profiles from two stores. {@code Measurement} is one run, and finds the fastest; {@code Timeline}
 * and {@code ProfileTimeline} are the JSON that {@code timeline.js} draws, with the bars of the starter's own page,
 * which {@code WaterfallConfiguration} serves.
 */
@NullMarked
package io.github.batch4j.sample.timeline;

import org.jspecify.annotations.NullMarked;
