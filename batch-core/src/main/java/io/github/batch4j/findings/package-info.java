/**
 * Findings: avoidable batches, found in the recording of the batches that were sent.
 *
 * <ul>
 *   <li>{@link io.github.batch4j.findings.FindingRules} - checks a recording;
 *   <li>{@link io.github.batch4j.findings.Finding} - one that could have been avoided, with its facts.
 * </ul>
 *
 * <p>A rule per kind of finding is package-private: {@code OneByOneRule}, {@code AskedAgainRule},
 * {@code AskedLaterRule}, {@code SplitBatchRule}, {@code SlowLayerRule}. Each looks at the {@code ExecutorBatches} of
 * one executor. {@code AskedKey} is a key as different batchers ask for it, and {@code Places} has the words of
 * messages.
 */
@NullMarked
package io.github.batch4j.findings;

import org.jspecify.annotations.NullMarked;
