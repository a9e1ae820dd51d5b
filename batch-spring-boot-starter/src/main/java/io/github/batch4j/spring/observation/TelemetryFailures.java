package io.github.batch4j.spring.observation;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exceptions of handlers, conventions and registries: the first one is logged, none fails an execution. */
final class TelemetryFailures {

    private static final Logger LOG = LoggerFactory.getLogger(TelemetryFailures.class);

    private final String source;
    private final AtomicBoolean logged = new AtomicBoolean();

    /**
     * Creates the log of one listener.
     *
     * @param source the parts of the application that may throw
     */
    TelemetryFailures(String source) {
        this.source = source;
    }

    /** Logs an exception, if it is the first. Its message may have values in it, so only the class is logged. */
    void log(Throwable thrown) {
        if (logged.compareAndSet(false, true)) {
            LOG.warn(
                    "{} has thrown {}. Batches are not affected, but their observations or meters may be incomplete."
                            + " Further exceptions are not logged.",
                    source,
                    thrown.getClass().getName());
        }
    }
}
