package io.github.batch4j;

/**
 * Stands in for a failure that is to be attached to a part of itself, to its cause say, so that it is told and yet
 * nobody who follows causes and suppressed exceptions goes round in a ring. What else it has attached is attached to
 * this.
 */
final class CircularReference extends RuntimeException {

    private static final long serialVersionUID = 1;

    CircularReference(Throwable failure) {
        super(
                failure instanceof CircularReference
                        ? failure.getMessage()
                        : Names.describe(failure) + ", of which this failure is a part",
                null,
                true,
                false);
    }
}
