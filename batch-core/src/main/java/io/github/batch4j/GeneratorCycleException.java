package io.github.batch4j;

/**
 * Thrown at a yield that would never return because the generator waits, directly or through others, for this yield.
 */
public class GeneratorCycleException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the cycle, spelled out
     */
    public GeneratorCycleException(String message) {
        super(message);
    }
}
