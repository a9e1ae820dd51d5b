package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** Checks of what callers pass in, with messages that name the method and what it wants. */
final class Arguments {

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
        return Casts.present(generators);
    }
}
