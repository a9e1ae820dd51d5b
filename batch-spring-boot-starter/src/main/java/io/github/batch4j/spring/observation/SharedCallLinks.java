package io.github.batch4j.spring.observation;

import io.github.batch4j.SharedCalls;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * The listener that links the span of a batch to that of the batch of another execution whose call has answered it.
 * Below the latter are the spans of the store's driver.
 *
 * <p>Thread-safe. Nothing is linked where there is no span of OpenTelemetry.
 */
public final class SharedCallLinks implements SharedCalls.Listener {

    /** Creates the listener. */
    public SharedCallLinks() {}

    @Override
    public Object onMergedCall(int batches, int operations) {
        return Span.current().getSpanContext();
    }

    @Override
    public void onAnswer(@Nullable Object call) {
        if (call instanceof SpanContext ofLeader && ofLeader.isValid()) {
            Span.current().addLink(ofLeader);
        }
    }
}
