package io.github.batch4j.spring.timeline;

import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** A listener that adds each round trip to the sums of the current request, which {@link ServerTimingFilter} begins. */
public final class ServerTimingListener implements BatchListener {

    /** Makes a listener. */
    public ServerTimingListener() {}

    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null || !batch.isRoundTrip()) {
            return;
        }
        try {
            Object response = request.getAttribute(ServerTimingResponse.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
            if (response instanceof ServerTimingResponse current) {
                current.timing().add(batch, took);
            }
        } catch (IllegalStateException ended) { // the request; its header is gone with it
            return;
        }
    }
}
