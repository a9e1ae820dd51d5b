package io.github.batch4j;

/** Thrown at the yield of an operation whose batcher broke its contract: it answered with null, too few or too many. */
public class BatcherException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the batcher, its answer, and the expected one
     */
    public BatcherException(String message) {
        super(message);
    }
}
