package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure on its way up: what was thrown, and the places it passed, which are shown when somebody gets to see it.
 */
final class Failure {

    final Throwable cause;

    /** Null in a failure that is not traced. */
    private final @Nullable List<String> places;

    private Failure(Throwable cause, @Nullable List<String> places) {
        this.cause = cause;
        this.places = places;
    }

    static Failure of(Throwable cause) {
        return new Failure(cause, new ArrayList<>());
    }

    static Failure at(String place, Throwable cause) {
        Failure failure = of(cause);
        failure.passed(place);
        return failure;
    }

    /** The same failure for one more waiter: one path in the exception tells enough, thousands of them nothing. */
    Failure untraced() {
        return new Failure(cause, null);
    }

    void passed(Frame frame, int child) {
        if (isTracing()) {
            passed(frame.describe(child));
        }
    }

    void passed(String place) {
        if (places != null && isTracing()) {
            places.add(place);
        }
    }

    private boolean isTracing() {
        return places != null && places.size() < GeneratorTrace.LONGEST;
    }

    /** The exception, with the places that were passed on the way to whoever sees it now. */
    Throwable shown() {
        if (places != null && !places.isEmpty()) {
            GeneratorTrace.add(cause, places);
            places.clear();
        }
        return cause;
    }
}
