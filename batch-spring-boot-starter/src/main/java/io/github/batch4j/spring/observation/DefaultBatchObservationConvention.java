package io.github.batch4j.spring.observation;

import io.github.batch4j.SentBatch;
import io.github.batch4j.spring.observation.BatchObservationDocumentation.BatchHighCardinalityKeyNames;
import io.github.batch4j.spring.observation.BatchObservationDocumentation.BatchLowCardinalityKeyNames;
import io.github.batch4j.spring.work.BatcherName;
import io.micrometer.common.KeyValues;

/** The convention for batches, as documented by {@link BatchObservationDocumentation#BATCH}. */
public final class DefaultBatchObservationConvention implements BatchObservationConvention {

    /** Creates the convention. */
    public DefaultBatchObservationConvention() {}

    @Override
    public String getName() {
        return "batch4j.batch";
    }

    @Override
    public String getContextualName(BatchObservationContext context) {
        return "batch " + BatcherName.of(context.batch().batcher());
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(BatchObservationContext context) {
        SentBatch batch = context.batch();
        return KeyValues.of(
                BatchLowCardinalityKeyNames.BATCHER.withValue(BatcherName.of(batch.batcher())),
                BatchLowCardinalityKeyNames.KIND.withValue(batch.isRoundTrip() ? "round-trip" : "layered"),
                BatchLowCardinalityKeyNames.OUTCOME.withValue(context.outcome().name()),
                BatchLowCardinalityKeyNames.EXCEPTION.withValue(Exceptions.nameOf(context.failure())));
    }

    /** Returns none before the end, as they go to spans only, which are written at the end. */
    @Override
    public KeyValues getHighCardinalityKeyValues(BatchObservationContext context) {
        if (context.outcome() == ObservedOutcome.UNKNOWN) {
            return KeyValues.empty();
        }
        SentBatch batch = context.batch();
        return KeyValues.of(
                BatchHighCardinalityKeyNames.SIZE.withValue(Integer.toString(batch.size())),
                BatchHighCardinalityKeyNames.STEP.withValue(Integer.toString(batch.step())),
                BatchHighCardinalityKeyNames.ASKED.withValue(Integer.toString(batch.asked())));
    }
}
