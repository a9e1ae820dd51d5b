package io.github.batch4j.test;

import io.github.batch4j.BatchTrace;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions of the batches that were made.
 *
 * <pre>{@code
 * assertThat(trace)
 *         .hasRoundTrips(2)
 *         .hasSteps(2)
 *         .hasNoFindings()
 *         .batch(1)
 *         .isFrom("users")
 *         .asks(12345L)
 *         .batch(2)
 *         .isFrom("users")
 *         .asks(67890L);
 * }</pre>
 *
 * <p>The method has the name of AssertJ's own, so that both can be imported statically.
 */
public final class BatchAssertions {

    private BatchAssertions() {}

    /**
     * Begins assertions of a trace.
     *
     * @param trace the trace
     * @return assertions of it
     */
    public static BatchTraceAssert assertThat(@Nullable BatchTrace trace) {
        return new BatchTraceAssert(trace);
    }
}
