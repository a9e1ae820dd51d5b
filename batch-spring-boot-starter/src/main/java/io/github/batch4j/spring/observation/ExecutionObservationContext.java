package io.github.batch4j.spring.observation;

import io.github.batch4j.BatchExecution;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The context of the observation of an execution. */
public final class ExecutionObservationContext extends Observation.Context {

    private final BatchExecution execution;
    private volatile ObservedOutcome outcome = ObservedOutcome.UNKNOWN;
    private volatile @Nullable Throwable failure;

    ExecutionObservationContext(BatchExecution execution) {
        this.execution = execution;
    }

    /**
     * The execution. Its counts are complete when the observation is stopped.
     *
     * @return the execution
     */
    public BatchExecution execution() {
        return execution;
    }

    /**
     * The outcome.
     *
     * @return the outcome, {@link ObservedOutcome#UNKNOWN} until the observation is stopped
     */
    public ObservedOutcome outcome() {
        return outcome;
    }

    /**
     * The failure with which the execution has ended. Its message may have values in it, {@link #getError()} has only
     * its class.
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
