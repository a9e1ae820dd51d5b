/**
 * A soak of transactions: executions that begin, suspend, nest and roll back transactions in bodies and in functions,
 * on a real PostgreSQL, each compared with its expected result.
 * {@link io.github.batch4j.benchmarks.soak.TransactionSoak} runs it.
 */
@NullMarked
package io.github.batch4j.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
