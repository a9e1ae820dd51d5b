/**
 * Faults of servers as callers see them: servers are killed, frozen and restarted under load. {@code FaultRun} runs it.
 *
 * <p>{@code Redis} and {@code Postgres} are the servers, each a {@code Breakable}; {@code Clients} call them with the
 * settings of an application. {@code Workers} execute without pause, {@code Tally} counts the outcomes of each {@code
 * Phase}.
 *
 * <p>{@code SharingRun} is for queries that executions share: the requests of its {@code SharedClients} fail, time out
 * and are interrupted, and the database is killed under them.
 */
@NullMarked
package io.github.batch4j.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
