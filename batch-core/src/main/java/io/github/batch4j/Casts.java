package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** Unchecked casts that the engine knows to be safe: frames carry objects, users see types. */
final class Casts {

    private Casts() {}

    /** Casts the result of a generator of T to T. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> T result(@Nullable Object value) {
        return (T) value;
    }

    /** Casts a nullable value that is known to be present. */
    @SuppressWarnings("NullAway")
    static <T> T castNonNull(@Nullable T value) {
        return value;
    }

    /** Casts an array in which no element is null. */
    @SuppressWarnings("NullAway")
    static Object[] castNonNull(@Nullable Object[] values) {
        return values;
    }
}
