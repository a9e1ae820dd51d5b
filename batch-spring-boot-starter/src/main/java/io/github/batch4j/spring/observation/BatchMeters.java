package io.github.batch4j.spring.observation;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import io.github.batch4j.spring.work.BatcherName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The listener that keeps the meters which are not timers: {@code batch4j.batch.size}, with the tag {@code batcher},
 * {@code batch4j.execution.round.trips} and {@code batch4j.cache.answers}.
 *
 * <p>Thread-safe. What the registry and its filters throw does not reach the execution.
 */
public final class BatchMeters implements BatchListener {

    static final String SIZE = "batch4j.batch.size";
    static final String ROUND_TRIPS = "batch4j.execution.round.trips";
    static final String CACHE_ANSWERS = "batch4j.cache.answers";

    private final MeterRegistry registry;
    private final TelemetryFailures failures = new TelemetryFailures("A registry of meters, or a filter of it,");

    /** The sizes by batcher. A look-up in the registry would sort and compare tags for each batch. */
    private final Map<String, DistributionSummary> sizes = new ConcurrentHashMap<>();

    private volatile @Nullable ExecutionMeters executions;

    /**
     * Creates the listener.
     *
     * @param registry the registry of the meters
     */
    public BatchMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onSend(SentBatch batch) {
        try {
            String batcher = BatcherName.of(batch.batcher());
            DistributionSummary size = sizes.get(batcher);
            if (size == null) {
                size = sizes.computeIfAbsent(batcher, this::size);
            }
            size.record(batch.size());
        } catch (Throwable thrown) {
            failures.log(thrown);
        }
    }

    private DistributionSummary size(String batcher) {
        return DistributionSummary.builder(SIZE)
                .description("Operations of a batch")
                .baseUnit("operations")
                .tag("batcher", batcher)
                .register(registry);
    }

    @Override
    public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        try {
            ExecutionMeters meters = executions;
            if (meters == null) {
                meters = ExecutionMeters.of(registry);
                executions = meters;
            }
            meters.roundTrips.record(execution.roundTrips());
            int answers = execution.cachedAnswers();
            if (answers > 0) {
                meters.cacheAnswers.increment(answers);
            }
        } catch (Throwable thrown) {
            failures.log(thrown);
        }
    }

    /** The meters of executions. */
    private record ExecutionMeters(DistributionSummary roundTrips, Counter cacheAnswers) {

        static ExecutionMeters of(MeterRegistry registry) {
            return new ExecutionMeters(
                    DistributionSummary.builder(ROUND_TRIPS)
                            .description("Batches that an execution has sent to stores")
                            .register(registry),
                    Counter.builder(CACHE_ANSWERS)
                            .description("Operations answered by the cache of an executor")
                            .register(registry));
        }
    }
}
