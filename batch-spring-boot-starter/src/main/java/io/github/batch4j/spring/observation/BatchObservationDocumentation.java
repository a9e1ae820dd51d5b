package io.github.batch4j.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of executions and batches, with the names of their keys. */
public enum BatchObservationDocumentation implements ObservationDocumentation {

    /** Observation of an outermost call of {@code execute}, from its start to its end. */
    EXECUTION,

    /** Observation of a batch, from its sending to the arrival of its answer. */
    BATCH;

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
        return this == EXECUTION
                ? DefaultExecutionObservationConvention.class
                : DefaultBatchObservationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return this == EXECUTION ? ExecutionLowCardinalityKeyNames.values() : BatchLowCardinalityKeyNames.values();
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return this == EXECUTION ? ExecutionHighCardinalityKeyNames.values() : BatchHighCardinalityKeyNames.values();
    }

    /** The keys of the timer and of the span of an execution. */
    public enum ExecutionLowCardinalityKeyNames implements KeyName {

        /** The {@link ObservedOutcome}. */
        OUTCOME("outcome"),

        /** The simple name of the exception's class, or {@code none}. */
        EXCEPTION("exception");

        private final String key;

        ExecutionLowCardinalityKeyNames(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The keys of the span of an execution alone. */
    public enum ExecutionHighCardinalityKeyNames implements KeyName {

        /** The number of steps. */
        STEPS("batch4j.steps"),

        /** The number of batches that were sent to a store. */
        ROUND_TRIPS("batch4j.round.trips"),

        /** The number of operations in those batches. */
        OPERATIONS("batch4j.operations");

        private final String key;

        ExecutionHighCardinalityKeyNames(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The keys of the timer and of the span of a batch. */
    public enum BatchLowCardinalityKeyNames implements KeyName {

        /** The name of the batcher. */
        BATCHER("batcher"),

        /** The kind of batch: {@code round-trip}, or {@code layered} if its batcher is. */
        KIND("kind"),

        /** The {@link ObservedOutcome}. */
        OUTCOME("outcome"),

        /** The simple name of the exception's class, or {@code none}. */
        EXCEPTION("exception");

        private final String key;

        BatchLowCardinalityKeyNames(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The keys of the span of a batch alone. */
    public enum BatchHighCardinalityKeyNames implements KeyName {

        /** The number of operations. */
        SIZE("batch4j.batch.size"),

        /** The step of the execution in which it was sent. */
        STEP("batch4j.step"),

        /** The number of times that its operations were asked for. */
        ASKED("batch4j.asked");

        private final String key;

        BatchHighCardinalityKeyNames(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
