package io.github.batch4j.spring.observation;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.spring.observation.BatchObservationDocumentation.ExecutionHighCardinalityKeyNames;
import io.github.batch4j.spring.observation.BatchObservationDocumentation.ExecutionLowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/** The convention for executions, as documented by {@link BatchObservationDocumentation#EXECUTION}. */
public final class DefaultExecutionObservationConvention implements ExecutionObservationConvention {

    /** Creates the convention. */
    public DefaultExecutionObservationConvention() {}

    @Override
    public String getName() {
        return "batch4j.execution";
    }

    @Override
    public String getContextualName(ExecutionObservationContext context) {
        return "batch execution";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ExecutionObservationContext context) {
        return KeyValues.of(
                ExecutionLowCardinalityKeyNames.OUTCOME.withValue(
                        context.outcome().name()),
                ExecutionLowCardinalityKeyNames.EXCEPTION.withValue(Exceptions.nameOf(context.failure())));
    }

    /** Returns none before the end, as the execution has sent nothing when its observation starts. */
    @Override
    public KeyValues getHighCardinalityKeyValues(ExecutionObservationContext context) {
        if (context.outcome() == ObservedOutcome.UNKNOWN) {
            return KeyValues.empty();
        }
        BatchExecution execution = context.execution();
        return KeyValues.of(
                ExecutionHighCardinalityKeyNames.STEPS.withValue(Integer.toString(execution.steps())),
                ExecutionHighCardinalityKeyNames.ROUND_TRIPS.withValue(Integer.toString(execution.roundTrips())),
                ExecutionHighCardinalityKeyNames.OPERATIONS.withValue(Integer.toString(execution.operations())));
    }
}
