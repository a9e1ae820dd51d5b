package io.github.batch4j.findings;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rules by which recorded batches are checked for what was avoidable. Immutable and thread-safe.
 *
 * <pre>{@code
 * BatchTrace trace = new BatchTrace();
 * for (long id : ids) {
 *     executor.execute(users.get(id), trace);
 * }
 * List<Finding> findings = FindingRules.defaults().check(trace);
 * }</pre>
 *
 * <p>Batches of one executor, so of one request or job, are checked together.
 */
public final class FindingRules {

    private static final FindingRules DEFAULTS = new FindingRules(3, Set.of());

    private final int threshold;
    private final Set<String> allowed;

    private FindingRules(int threshold, Set<String> allowed) {
        this.threshold = threshold;
        this.allowed = allowed;
    }

    /**
     * The rules with a threshold of 3 that allow nothing.
     *
     * @return the rules
     */
    public static FindingRules defaults() {
        return DEFAULTS;
    }

    /**
     * The same rules with another threshold.
     *
     * @param threshold the smallest number of calls, or of keys asked again or later, that is a finding; at least 2
     * @return new rules
     * @throws IllegalArgumentException if it is less than 2
     */
    public FindingRules threshold(int threshold) {
        if (threshold < 2) {
            throw new IllegalArgumentException("FindingRules.threshold expects at least 2, got " + threshold);
        }
        return new FindingRules(threshold, allowed);
    }

    /**
     * The same rules, but for findings that are known and accepted.
     *
     * @param allowed names of batchers ({@code users}), files or lines ({@code OrderController.java},
     *     {@code OrderController.java:31}) of any call in the {@linkplain Caller#frames() frames}, or kinds of finding
     *     ({@code SplitBatch}); in place of those given before
     * @return new rules
     */
    public FindingRules allowing(String... allowed) {
        return new FindingRules(threshold, Set.copyOf(List.of(allowed)));
    }

    /**
     * Checks a recording.
     *
     * @param trace the recording
     * @return the findings, by executor and rule; empty if there are none
     */
    public List<Finding> check(BatchTrace trace) {
        return check(Objects.requireNonNull(trace, "trace").entries());
    }

    /**
     * Checks batches.
     *
     * @param entries the batches in the order of sending, as {@link BatchTrace#entries()} has them
     * @return the findings, by executor and rule; empty if there are none
     */
    public List<Finding> check(List<BatchTrace.Entry> entries) {
        List<Finding> findings = new ArrayList<>();
        ExecutorBatches.of(entries).forEach(batches -> addAll(findings, batches));
        return allowed(findings);
    }

    /**
     * Checks batches as if one executor had sent them, for a request that uses several.
     *
     * @param entries the batches in the order of sending
     * @return the findings by rule; empty if there are none
     */
    public List<Finding> checkTogether(List<BatchTrace.Entry> entries) {
        List<Finding> findings = new ArrayList<>();
        addAll(findings, new ExecutorBatches(List.copyOf(entries)));
        return allowed(findings);
    }

    private void addAll(List<Finding> findings, ExecutorBatches batches) {
        addTo(findings, () -> OneByOneRule.check(batches, threshold));
        addTo(findings, () -> AskedAgainRule.check(batches, threshold));
        addTo(findings, () -> AskedLaterRule.check(batches, threshold));
        addTo(findings, () -> SplitBatchRule.check(batches));
        addTo(findings, () -> SlowLayerRule.check(batches));
    }

    private List<Finding> allowed(List<Finding> findings) {
        findings.removeIf(this::isAllowed);
        return List.copyOf(findings);
    }

    /** Adds what a rule finds: nothing if an operation or batcher throws when it is looked at. */
    private static void addTo(List<Finding> findings, Supplier<List<Finding>> rule) {
        try {
            findings.addAll(rule.get());
        } catch (RuntimeException | StackOverflowError broken) {
            // Thrown by equals, hashCode, asksFor, name or maxBatchSize, which have failed the execution if it matters.
        }
    }

    private boolean isAllowed(Finding finding) {
        Caller caller = finding.caller();
        return allowed.contains(finding.batcher())
                || allowed.contains(finding.getClass().getSimpleName())
                || (caller != null && caller.frames().stream().anyMatch(this::isAllowed));
    }

    private boolean isAllowed(StackTraceElement frame) {
        return frame.getFileName() != null
                && (allowed.contains(frame.getFileName())
                        || allowed.contains(frame.getFileName() + ":" + frame.getLineNumber()));
    }
}
