package io.github.batch4j.spring.timeline;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that logs a line for each execution at level DEBUG and one for each batch at level TRACE, without values.
 * The logger is named by this package. Thread-safe.
 */
public final class BatchLog implements BatchListener {

    private static final Logger LOG = LoggerFactory.getLogger(BatchLog.class.getPackageName());

    /** The only one, as it has no state. */
    public static final BatchLog INSTANCE = new BatchLog();

    private BatchLog() {}

    /**
     * Returns true if the log is wanted now; an executor made otherwise does without this listener.
     *
     * @return true at level DEBUG or TRACE
     */
    public static boolean isEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        if (LOG.isTraceEnabled()) {
            LOG.trace(
                    "step {}, {}{}: {} asked for {}, {}{}",
                    batch.step(),
                    Names.of(batch),
                    batch.isRoundTrip() ? "" : " (layered)",
                    Names.count(batch.size(), "operation"),
                    Names.count(batch.asked(), "time"),
                    milliseconds(took),
                    failed(failure));
        }
    }

    @Override
    public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "execution: {} in {}, {}, {} from the cache, {}{}",
                    Names.count(execution.roundTrips(), "round trip"),
                    Names.count(execution.steps(), "step"),
                    Names.count(execution.operations(), "operation"),
                    Names.count(execution.cachedAnswers(), "answer"),
                    milliseconds(took),
                    failed(failure));
        }
    }

    private static String failed(@Nullable Throwable failure) {
        return failure == null ? "" : ", failed: " + Names.of(failure);
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
