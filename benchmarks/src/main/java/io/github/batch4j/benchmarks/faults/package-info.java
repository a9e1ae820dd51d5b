/**
 * What callers see while servers are killed, frozen and started again under load: {@code FaultRun} runs it.
 *
 * <p>{@code Redis} and {@code Postgres} are the servers, each a {@code Breakable}; {@code Clients} ask them with settings as
 * an application would have them. {@code Workers} execute without pause, {@code Tally} counts what comes of it in each
 * {@code Phase}.
 */
@NullMarked
package io.github.batch4j.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
