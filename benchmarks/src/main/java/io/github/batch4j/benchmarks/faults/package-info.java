/**
 * Faults of servers as callers see them: servers are killed, frozen and restarted under load. {@code FaultRun} runs it.
 *
 * <p>{@code Redis} and {@code Postgres} are the servers, each a {@code Breakable}; {@code Clients} call them with the
 * settings of an application. {@code Workers} execute without pause, {@code Tally} counts the outcomes of each {@code
 * Phase}.
 */
@NullMarked
package io.github.batch4j.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
