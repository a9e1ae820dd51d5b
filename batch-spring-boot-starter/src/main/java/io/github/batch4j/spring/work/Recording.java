package io.github.batch4j.spring.work;

import io.github.batch4j.BatchExecution;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A recording of one {@link Work}, made by a {@link WorkListener}.
 *
 * <p>Its methods are called by one thread at a time, also if the executions of a request run on several; it needs no
 * synchronization of its own. A {@link io.github.batch4j.spring.BatchFindingsException} ends the execution or, thrown
 * by {@link #onEnd} of a request or a unit of work, that one. Any other exception is logged and affects nobody.
 */
public interface Recording {

    /**
     * Called for each batch, in the order in which the answers come.
     *
     * @param entry the batch and how it ended
     */
    default void onAnswer(BatchTrace.Entry entry) {}

    /**
     * Called when an execution has ended.
     *
     * @param execution the execution
     * @param took the time since its start
     * @param failure the failure with which it ends, null if it has a result
     */
    default void onExecutionEnd(BatchExecution execution, Duration took, @Nullable Throwable failure) {}

    /** Called once, at the very end: after the response, and after all executions of the work have ended. */
    default void onEnd() {}
}
