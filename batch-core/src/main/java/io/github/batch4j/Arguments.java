package io.github.batch4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks of what callers pass in, with messages that name the method and what it wants. */
final class Arguments {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Arguments() {}

    static <T> T notNull(@Nullable T argument, String method, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got null");
        }
        return argument;
    }

    static Object[] noNulls(@Nullable Object[] generators, String method) {
        for (int i = 0; i < generators.length; i++) {
            if (generators[i] == null) {
                throw new IllegalArgumentException(method + " expects generators, got null at index " + i + " of "
                        + generators.length + "; a generator of nothing is BatchGenerator.value(null)");
            }
        }
        return Casts.castNonNull(generators);
    }

    /** A time limit that is one; longer than a century is as long as a century, which the clock can still count. */
    static Duration positive(@Nullable Duration argument, String method) {
        Duration limit = notNull(argument, method, "a time limit");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(method + " expects a time limit above zero, got " + limit);
        }
        return limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
    }

    /** Returns the generator that a user's function has made, and fails with a message that names it if that is null. */
    static <T> T generator(@Nullable T made, String method, Object function) {
        if (made == null) {
            throw new NullPointerException("the function given to " + method + " in " + Names.of(function)
                    + " returned null, expected a generator; a generator of nothing is BatchGenerator.value(null)");
        }
        return made;
    }
}
