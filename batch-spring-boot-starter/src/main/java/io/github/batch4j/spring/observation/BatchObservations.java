package io.github.batch4j.spring.observation;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The listener that makes an observation of each execution and of each batch.
 *
 * <p>An execution's observation is the current one from the start to the end of the execution, a batch's while the
 * batcher is called. So the parent of a batch is its execution, and the parent of a span of the store's driver the
 * batch, even if the answer comes later on another thread. A batch's observation is stopped when the answer is there.
 * Batches sent by a nested {@code execute} inside a batcher are children of that batcher's batch.
 *
 * <p>Thread-safe. Nothing is observed as long as the registry has no handlers. What handlers and conventions throw does
 * not reach the execution.
 */
public final class BatchObservations implements BatchListener {

    private static final ExecutionObservationConvention EXECUTIONS = new DefaultExecutionObservationConvention();
    private static final BatchObservationConvention BATCHES = new DefaultBatchObservationConvention();

    private final ObservationRegistry registry;
    private final @Nullable ExecutionObservationConvention executionConvention;
    private final @Nullable BatchObservationConvention batchConvention;
    private final TelemetryFailures failures = new TelemetryFailures("A handler or convention of observations");

    // Each entry is removed: onEnd comes after onStart, onAnswer after onSend, however the execution ends.
    private final Map<BatchExecution, Observed<ExecutionObservationContext>> executions = new ConcurrentHashMap<>();
    private final Map<SentBatch, Observed<BatchObservationContext>> batches = new ConcurrentHashMap<>();

    /**
     * Creates the listener.
     *
     * @param registry the registry that the observations belong to
     * @param executionConvention the convention for executions, null for the registry's or the default one
     * @param batchConvention the convention for batches, null for the registry's or the default one
     */
    public BatchObservations(
            ObservationRegistry registry,
            @Nullable ExecutionObservationConvention executionConvention,
            @Nullable BatchObservationConvention batchConvention) {
        this.registry = registry;
        this.executionConvention = executionConvention;
        this.batchConvention = batchConvention;
    }

    @Override
    public void onStart(BatchExecution execution) {
        if (registry.isNoop()) {
            return;
        }
        ExecutionObservationContext context = new ExecutionObservationContext(execution);
        Observed<ExecutionObservationContext> started = Observed.start(
                context,
                () -> BatchObservationDocumentation.EXECUTION.observation(
                        executionConvention, EXECUTIONS, () -> context, registry),
                failures);
        if (started != null) {
            executions.put(execution, started);
        }
    }

    @Override
    public void onSend(SentBatch batch) {
        if (registry.isNoop()) {
            return;
        }
        BatchObservationContext context = new BatchObservationContext(batch);
        Observed<BatchObservationContext> started = Observed.start(
                context,
                () -> BatchObservationDocumentation.BATCH.observation(
                        batchConvention, BATCHES, () -> context, registry),
                failures);
        if (started != null) {
            batches.put(batch, started);
        }
    }

    @Override
    public void onSent(SentBatch batch) {
        Observed<BatchObservationContext> sent = batches.get(batch);
        if (sent != null) {
            sent.closeScope();
        }
    }

    @Override
    public void onArrival(SentBatch batch, @Nullable Throwable failure) {
        Observed<BatchObservationContext> arrived = batches.remove(batch);
        if (arrived != null) {
            stop(arrived, failure);
        }
    }

    /** Stops a batch that was given up. One that another listener has kept from being sent is still in scope. */
    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        Observed<BatchObservationContext> givenUp = batches.remove(batch);
        if (givenUp != null) {
            givenUp.closeScope();
            stop(givenUp, failure);
        }
    }

    private static void stop(Observed<BatchObservationContext> batch, @Nullable Throwable failure) {
        batch.context().end(failure);
        batch.stop(failure);
    }

    @Override
    public void onEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {
        Observed<ExecutionObservationContext> ended = executions.remove(execution);
        if (ended != null) {
            ended.closeScope();
            ended.context().end(failure);
            ended.stop(failure);
        }
    }
}
