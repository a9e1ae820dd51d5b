package io.github.batch4j.spring.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks of arguments, with messages that name the method and what it expects. */
final class Checks {

    private Checks() {}

    static <T> T notNull(@Nullable T argument, String method, String expected) {
        if (argument == null) {
            throw new IllegalArgumentException(method + " expects " + expected + ", got null");
        }
        return argument;
    }

    static int atLeastOne(int argument, String method) {
        if (argument < 1) {
            throw new IllegalArgumentException(method + " expects at least 1, got " + argument);
        }
        return argument;
    }

    /** A time that is not zero for Redis, which counts in milliseconds. */
    static Duration atLeastAMillisecond(@Nullable Duration argument, String method, String expected) {
        Duration time = notNull(argument, method, expected);
        if (time.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(method + " expects " + expected + " of at least 1 ms, got " + time);
        }
        return time;
    }
}
