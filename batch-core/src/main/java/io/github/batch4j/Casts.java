package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** What the engine knows about its values and the compiler cannot: frames carry objects, users see types. */
final class Casts {

    private Casts() {}

    /** The result of a generator of T, which is a T. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> T result(@Nullable Object value) {
        return (T) value;
    }

    /** A value that is there whenever this is called. */
    @SuppressWarnings("NullAway")
    static <T> T castNonNull(@Nullable T value) {
        return value;
    }

    /** An array in which no element is null. */
    @SuppressWarnings("NullAway")
    static Object[] castNonNull(@Nullable Object[] values) {
        return values;
    }
}
