package io.github.batch4j.spring.graphql;

import org.jspecify.annotations.Nullable;

/** Checks of arguments. */
final class Arguments {

    private Arguments() {}

    static <T> T notNull(@Nullable T argument, String method, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got null");
        }
        return argument;
    }
}
