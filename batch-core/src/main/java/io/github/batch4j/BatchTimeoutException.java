package io.github.batch4j;

/** Thrown by {@code execute} when its time limit has passed. What had not finished has been closed. */
public class BatchTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the limit, and what was waited for
     */
    public BatchTimeoutException(String message) {
        super(message);
    }
}
