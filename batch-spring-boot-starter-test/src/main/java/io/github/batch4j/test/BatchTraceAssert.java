package io.github.batch4j.test;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.findings.Finding;
import io.github.batch4j.findings.FindingRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions of a {@link BatchTrace}. Made by {@link BatchAssertions#assertThat(BatchTrace)}.
 *
 * <p>Each failure shows the whole trace, with findings if there are any. Not thread-safe.
 */
public final class BatchTraceAssert extends AbstractAssert<BatchTraceAssert, BatchTrace> {

    BatchTraceAssert(@Nullable BatchTrace actual) {
        super(actual, BatchTraceAssert.class);
    }

    /**
     * Verifies the number of batches that reached a store.
     *
     * @param expected the number, at least 0
     * @return this
     * @throws AssertionError if it is another one
     */
    public BatchTraceAssert hasRoundTrips(int expected) {
        isNotNull();
        int roundTrips = actual.roundTrips();
        if (roundTrips != expected) {
            throw failure("Expected " + counted(expected, "round trip"), roundTrips);
        }
        return this;
    }

    /**
     * Verifies that no more than some batches reached a store.
     *
     * @param most the largest number, at least 0
     * @return this
     * @throws AssertionError if there were more
     */
    public BatchTraceAssert hasAtMostRoundTrips(int most) {
        isNotNull();
        int roundTrips = actual.roundTrips();
        if (roundTrips > most) {
            throw failure("Expected at most " + counted(most, "round trip"), roundTrips);
        }
        return this;
    }

    /**
     * Verifies the number of steps in which batches were sent to a store. Batches of one step are sent together, so
     * this is the number of times that the program had to wait, if its stores overlap. Steps of several executions are
     * added up.
     *
     * @param expected the number, at least 0
     * @return this
     * @throws AssertionError if it is another one
     */
    public BatchTraceAssert hasSteps(int expected) {
        isNotNull();
        Map<BatchExecution, Integer> lastSteps = new HashMap<>();
        for (BatchTrace.Entry entry : roundTrips()) {
            lastSteps.merge(entry.batch().execution(), entry.batch().step(), Math::max);
        }
        int steps = lastSteps.values().stream().mapToInt(Integer::intValue).sum();
        if (steps != expected) {
            throw failure("Expected " + counted(expected, "step"), steps);
        }
        return this;
    }

    /**
     * Verifies that no batch was avoidable, by the default rules.
     *
     * @return this
     * @throws AssertionError if there are findings
     */
    public BatchTraceAssert hasNoFindings() {
        return hasNoFindings(FindingRules.defaults());
    }

    /**
     * Verifies that no batch was avoidable.
     *
     * @param rules the rules, with a threshold or what they allow
     * @return this
     * @throws AssertionError if there are findings
     */
    public BatchTraceAssert hasNoFindings(FindingRules rules) {
        isNotNull();
        List<Finding> findings = rules.check(actual);
        if (!findings.isEmpty()) {
            int count = findings.size();
            String sentence = "Expected no findings but there " + (count == 1 ? "was " : "were ") + count;
            throw failure("%s", TraceReport.of(sentence, actual, findings));
        }
        return this;
    }

    /**
     * Begins assertions of one round trip.
     *
     * @param number 1 for the first in the order of sending; layered batches do not count
     * @return assertions of it
     * @throws IllegalArgumentException if the number is less than 1
     * @throws AssertionError if there are fewer round trips
     */
    public RoundTripAssert batch(int number) {
        isNotNull();
        if (number < 1) {
            throw new IllegalArgumentException("BatchTraceAssert.batch expects at least 1, the first, got " + number);
        }
        List<BatchTrace.Entry> roundTrips = roundTrips();
        if (roundTrips.size() < number) {
            throw failure("Expected at least " + counted(number, "round trip"), roundTrips.size());
        }
        return new RoundTripAssert(this, number, roundTrips.get(number - 1));
    }

    private List<BatchTrace.Entry> roundTrips() {
        return actual.entries().stream()
                .filter(entry -> entry.batch().isRoundTrip())
                .toList();
    }

    private AssertionError failure(String expected, int got) {
        return failure(expected + " but there " + (got == 1 ? "was " : "were ") + got);
    }

    /** The failure of an assertion, with the trace and its findings after its first sentence. */
    AssertionError failure(String sentence) {
        return failure(
                "%s", TraceReport.of(sentence, actual, FindingRules.defaults().check(actual)));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
