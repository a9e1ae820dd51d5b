package io.github.batch4j.spring.work;

/** A bean that is notified of each {@link Work} in which something is executed. Must be thread-safe. */
@FunctionalInterface
public interface WorkListener {

    /**
     * Called before the first execution of a work.
     *
     * @param work the work, whose name is not yet known
     * @return a recording, which is notified of what follows
     */
    Recording onStart(Work work);

    /**
     * Returns true if this listener needs the {@linkplain io.github.batch4j.SentBatch#callers callers} of operations.
     *
     * @return false unless overridden
     */
    default boolean needsCallers() {
        return false;
    }
}
