package io.github.batch4j;

/**
 * Thrown by {@code execute} when its thread was interrupted while it waited for a batch. The interrupt status of the
 * thread is set again, and unfinished generators have been closed.
 */
public class BatchInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the activity that was interrupted
     */
    public BatchInterruptedException(String message) {
        super(message);
    }
}
