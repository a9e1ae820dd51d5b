package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;

/**
 * A failure on its way up: what was thrown, and the places it passed, which are shown when somebody gets to see it.
 */
final class Failure {

    final Throwable cause;

    private final List<String> places = new ArrayList<>(4);

    private Failure(Throwable cause) {
        this.cause = cause;
    }

    /** A failure with that cause; what was only wrapped to leave a method that declares nothing is unwrapped. */
    static Failure of(Throwable cause) {
        return new Failure(Throwables.declared(cause));
    }

    static Failure at(String place, Throwable cause) {
        Failure failure = of(cause);
        failure.passed(place);
        return failure;
    }

    /** The same failure for one more waiter. */
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

    /** The exception, with the places that were passed on the way to whoever sees it now. */
    Throwable shown() {
        if (!places.isEmpty()) {
            GeneratorTrace.add(cause, places);
            places.clear();
        }
        return cause;
    }
}
