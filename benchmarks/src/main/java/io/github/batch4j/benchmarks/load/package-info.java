/**
 * The load of many concurrent requests on one database, with and without queries shared among them. {@code LoadRun}
 * runs it.
 *
 * <p>A {@code LoadDatabase} has the users; {@code Couples} are the requests, run by a {@code ClosedLoop}. A {@code
 * Measured} is the outcome of one run of it, and {@code LoadTable} prints the medians.
 */
@NullMarked
package io.github.batch4j.benchmarks.load;

import org.jspecify.annotations.NullMarked;
