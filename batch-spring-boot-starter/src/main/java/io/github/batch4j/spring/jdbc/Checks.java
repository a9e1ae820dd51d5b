package io.github.batch4j.spring.jdbc;

import org.jspecify.annotations.Nullable;

/** Checks of arguments, with messages that name the method and the expected value. */
final class Checks {

    private Checks() {}

    static <T> T notNull(@Nullable T argument, String method, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got null");
        }
        return argument;
    }

    static String text(@Nullable String argument, String method, String expected) {
        String text = notNull(argument, method, expected);
        if (text.isBlank()) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got an empty one");
        }
        return text;
    }

    static String[] texts(String[] arguments, String method, String expected) {
        notNull(arguments, method, expected);
        if (arguments.length == 0) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got none");
        }
        for (String argument : arguments) {
            text(argument, method, expected);
        }
        return arguments.clone();
    }
}
