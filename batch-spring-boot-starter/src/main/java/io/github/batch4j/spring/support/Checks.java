package io.github.batch4j.spring.support;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks of arguments. Each returns the argument, or throws an {@link IllegalArgumentException} that names the method,
 * what it expects and what it got.
 */
public final class Checks {

    private Checks() {}

    public static <T> T notNull(@Nullable T argument, String method, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got null");
        }
        return argument;
    }

    public static String text(@Nullable String argument, String method, String expected) {
        String text = notNull(argument, method, expected);
        if (text.isBlank()) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got an empty one");
        }
        return text;
    }

    public static String[] texts(String[] arguments, String method, String expected) {
        notNull(arguments, method, expected);
        if (arguments.length == 0) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got none");
        }
        for (String argument : arguments) {
            text(argument, method, expected);
        }
        return arguments.clone();
    }

    public static int atLeastOne(int argument, String method) {
        if (argument < 1) {
            throw new IllegalArgumentException(method + " expects at least 1, got " + argument);
        }
        return argument;
    }

    /** A time that is not zero for a store which counts in milliseconds. */
    public static Duration atLeastAMillisecond(@Nullable Duration argument, String method, String expected) {
        Duration time = notNull(argument, method, expected);
        if (time.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(method + " expects " + expected + " of at least 1 ms, got " + time);
        }
        return time;
    }
}
