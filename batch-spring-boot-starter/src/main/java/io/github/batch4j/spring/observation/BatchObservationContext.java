package io.github.batch4j.spring.observation;

import io.github.batch4j.SentBatch;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The context of the observation of a batch. */
public final class BatchObservationContext extends Observation.Context {

    private final SentBatch batch;
    private volatile ObservedOutcome outcome = ObservedOutcome.UNKNOWN;
    private volatile @Nullable Throwable failure;

    BatchObservationContext(SentBatch batch) {
        this.batch = batch;
    }

    /**
     * The batch. Its operations have values.
     *
     * @return the batch
     */
    public SentBatch batch() {
        return batch;
    }

    /**
     * The outcome of the whole batch; failures of single operations do not count.
     *
     * @return the outcome, {@link ObservedOutcome#UNKNOWN} until the observation is stopped
     */
    public ObservedOutcome outcome() {
        return outcome;
    }

    /**
     * The failure of the whole batch. Its message may have values in it, {@link #getError()} has only its class.
     *
     * @return the failure, null if there is none
     */
    public @Nullable Throwable failure() {
        return failure;
    }

    void end(@Nullable Throwable failure) {
        this.failure = failure;
        this.outcome = ObservedOutcome.of(failure);
    }
}
