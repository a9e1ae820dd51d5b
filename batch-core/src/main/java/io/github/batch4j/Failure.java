package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;

/**
 * A failure on its way up the frames: an exception and the places it has passed, which are added to its trace when it
 * is thrown to user code.
 */
final class Failure {

    final Throwable cause;

    private final List<String> places = new ArrayList<>(4);

    private Failure(Throwable cause) {
        this.cause = cause;
    }

    /** Returns a failure with a cause, which is unwrapped if it is an {@link UndeclaredFailureException}. */
    static Failure of(Throwable cause) {
        return new Failure(Throwables.declared(cause));
    }

    static Failure at(String place, Throwable cause) {
        Failure failure = of(cause);
        failure.passed(place);
        return failure;
    }

    /** Copies the failure, for another waiter. */
    Failure copy() {
        Failure copy = new Failure(cause);
        copy.places.addAll(places);
        return copy;
    }

    void passed(String place) {
        if (isTracing()) {
            places.add(place);
        }
    }

    /** True if a further place would be shown. */
    boolean isTracing() {
        return places.size() < GeneratorTrace.LONGEST;
    }

    /** Returns the exception, after adding the places passed so far to its trace. */
    Throwable shown() {
        if (!places.isEmpty()) {
            GeneratorTrace.add(cause, places);
            places.clear();
        }
        return cause;
    }
}
