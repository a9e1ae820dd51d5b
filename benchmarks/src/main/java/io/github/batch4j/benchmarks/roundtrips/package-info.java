/**
 * A benchmark of round trips: random programs on stores in memory, whose batches and steps are counted for each way to
 * choose what is sent next, beside the fewest that are possible.
 * {@link io.github.batch4j.benchmarks.roundtrips.RoundTrips} prints the table.
 */
@NullMarked
package io.github.batch4j.benchmarks.roundtrips;

import org.jspecify.annotations.NullMarked;
