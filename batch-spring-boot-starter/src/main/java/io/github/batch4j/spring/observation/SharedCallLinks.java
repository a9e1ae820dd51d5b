package io.github.batch4j.spring.observation;

import io.github.batch4j.SharedCalls;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener that links the span of a batch to that of the batch of another execution whose call has answered it.
 * Below the latter are the spans of the store's driver.
 *
 * <p>Thread-safe. Nothing is linked where there is no span of OpenTelemetry. What its tracer throws is logged once, and
 * fails no batch.
 */
public final class SharedCallLinks implements SharedCalls.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SharedCallLinks.class);

    private final TelemetryFailures failures = new TelemetryFailures("The tracer's link of a shared call");

    /** Creates the listener. */
    public SharedCallLinks() {}

    @Override
    public Object onMergedCall(int batches, int operations) {
        try {
            return Span.current().getSpanContext();
        } catch (Throwable thrown) {
            failures.log(thrown);
            return SpanContext.getInvalid();
        }
    }

    @Override
    public void onAnswer(@Nullable Object call) {
        try {
            if (call instanceof SpanContext ofLeader && ofLeader.isValid()) {
                Span.current().addLink(ofLeader);
            }
        } catch (Throwable thrown) {
            failures.log(thrown);
        }
    }

    /** Logs the class at DEBUG: the message may have values in it, and each batch has a failure of its own. */
    @Override
    public void onFailedCall(Throwable failure) {
        LOG.debug(
                "A call for several executions has failed with {}.",
                failure.getClass().getName());
    }
}
