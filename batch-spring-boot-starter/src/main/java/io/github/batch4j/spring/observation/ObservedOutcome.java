package io.github.batch4j.spring.observation;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The outcome of an observed execution or batch. */
public enum ObservedOutcome {

    /** It has not ended yet. */
    UNKNOWN,

    /** It has a result, or answers. */
    SUCCESS,

    /** It has failed. */
    ERROR,

    /** It was given up: the execution ended before the batch had answered. */
    CANCELLED;

    static ObservedOutcome of(@Nullable Throwable failure) {
        if (failure == null) {
            return SUCCESS;
        }
        return failure instanceof CancellationException ? CANCELLED : ERROR;
    }
}
