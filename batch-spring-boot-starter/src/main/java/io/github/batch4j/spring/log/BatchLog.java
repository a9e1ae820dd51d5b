package io.github.batch4j.spring.log;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import io.github.batch4j.spring.support.Nouns;
import io.github.batch4j.spring.work.BatcherName;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that logs a line for each execution at level DEBUG and one for each batch at level TRACE, without values.
 * Thread-safe.
 */
public final class BatchLog implements BatchListener {

    /** The name of the logger, which users set: independent of where this class is. */
    static final String NAME = "io.github.batch4j.batches";

    private static final Logger LOG = LoggerFactory.getLogger(BatchLog.NAME);

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
                    "step {}, {}{}: {}{}, {}{}",
                    batch.step(),
                    BatcherName.of(batch.batcher()),
                    batch.isRoundTrip() ? "" : " (layered)",
                    Nouns.count(batch.size(), "operation"),
                    batch.asked() > batch.size() ? " (asked " + batch.asked() + " times)" : "",
                    milliseconds(took),
                    failed(failure));
        }
    }

    @Override
    public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "execution: {} in {}, {}, {} from the cache, {}{}",
                    Nouns.count(execution.roundTrips(), "round trip"),
                    Nouns.count(execution.steps(), "step"),
                    Nouns.count(execution.operations(), "operation"),
                    Nouns.count(execution.cachedAnswers(), "answer"),
                    milliseconds(took),
                    failed(failure));
        }
    }

    private static String failed(@Nullable Throwable failure) {
        return failure == null ? "" : ", failed: " + failure.getClass().getName();
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
