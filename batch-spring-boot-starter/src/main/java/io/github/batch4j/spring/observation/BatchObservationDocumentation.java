package io.github.batch4j.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of executions and batches, with the names of their keys. */
public enum BatchObservationDocumentation implements ObservationDocumentation {

    /** Observation of an outermost call of {@code execute}, from its start to its end. */
    EXECUTION {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultExecutionObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return ExecutionLowCardinalityKeyNames.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return ExecutionHighCardinalityKeyNames.values();
        }
    },

    /** Observation of a batch, from its sending to the arrival of its answer. */
    BATCH {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultBatchObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return BatchLowCardinalityKeyNames.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return BatchHighCardinalityKeyNames.values();
        }
    };

    /** The keys of the timer and of the span of an execution. */
    public enum ExecutionLowCardinalityKeyNames implements KeyName {

        /** The {@link ObservedOutcome}. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        },

        /** The simple name of the exception's class, or {@code none}. */
        EXCEPTION {
            @Override
            public String asString() {
                return "exception";
            }
        }
    }

    /** The keys of the span of an execution alone. */
    public enum ExecutionHighCardinalityKeyNames implements KeyName {

        /** The number of steps. */
        STEPS {
            @Override
            public String asString() {
                return "batch4j.steps";
            }
        },

        /** The number of batches that were sent to a store. */
        ROUND_TRIPS {
            @Override
            public String asString() {
                return "batch4j.round.trips";
            }
        },

        /** The number of operations in those batches. */
        OPERATIONS {
            @Override
            public String asString() {
                return "batch4j.operations";
            }
        }
    }

    /** The keys of the timer and of the span of a batch. */
    public enum BatchLowCardinalityKeyNames implements KeyName {

        /** The name of the batcher. */
        BATCHER {
            @Override
            public String asString() {
                return "batcher";
            }
        },

        /** The kind of batch: {@code round-trip}, or {@code layered} if its batcher is. */
        KIND {
            @Override
            public String asString() {
                return "kind";
            }
        },

        /** The {@link ObservedOutcome}. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        },

        /** The simple name of the exception's class, or {@code none}. */
        EXCEPTION {
            @Override
            public String asString() {
                return "exception";
            }
        }
    }

    /** The keys of the span of a batch alone. */
    public enum BatchHighCardinalityKeyNames implements KeyName {

        /** The number of operations. */
        SIZE {
            @Override
            public String asString() {
                return "batch4j.batch.size";
            }
        },

        /** The step of the execution in which it was sent. */
        STEP {
            @Override
            public String asString() {
                return "batch4j.step";
            }
        },

        /** The number of times that its operations were asked for. */
        ASKED {
            @Override
            public String asString() {
                return "batch4j.asked";
            }
        }
    }
}
