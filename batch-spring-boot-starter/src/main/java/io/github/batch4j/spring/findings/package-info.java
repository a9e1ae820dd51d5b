/**
 * The findings of an application: avoidable batches, logged or let fail. Internal: not exported by the module.
 *
 * <p>{@link io.github.batch4j.spring.findings.FindingsListener} checks the batches of each request and job by the rules
 * of {@code io.github.batch4j.findings}, and {@code SentBatches} keeps them by executor.
 * {@code ShortNames} are the names of batchers in what is logged, shown and thrown.
 */
@NullMarked
package io.github.batch4j.spring.findings;

import org.jspecify.annotations.NullMarked;
