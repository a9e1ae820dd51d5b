package io.github.batch4j;

/**
 * Thrown by {@code execute} when its thread was interrupted while it waited for a batch. The thread's interrupted status
 * is set again, and what had not finished has been closed.
 */
public class BatchInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what was waited for
     */
    public BatchInterruptedException(String message) {
        super(message);
    }
}
