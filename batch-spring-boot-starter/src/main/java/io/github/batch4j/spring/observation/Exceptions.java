package io.github.batch4j.spring.observation;

import org.jspecify.annotations.Nullable;

/** The names of exceptions as key values. */
final class Exceptions {

    private Exceptions() {}

    /** The simple name of the class of an exception; {@code none} if there is none, its full name if anonymous. */
    static String nameOf(@Nullable Throwable failure) {
        if (failure == null) {
            return "none";
        }
        String name = failure.getClass().getSimpleName();
        return name.isEmpty() ? failure.getClass().getName() : name;
    }
}
