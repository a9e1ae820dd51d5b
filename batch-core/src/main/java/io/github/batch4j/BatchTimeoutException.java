package io.github.batch4j;

/** Thrown by {@code execute} when its deadline has passed. Unfinished generators have been closed. */
public class BatchTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the timeout, and the activity that was ended
     */
    public BatchTimeoutException(String message) {
        super(message);
    }
}
