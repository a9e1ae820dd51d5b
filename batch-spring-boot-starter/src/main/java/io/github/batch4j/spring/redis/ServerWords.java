package io.github.batch4j.spring.redis;

import io.github.batch4j.spring.support.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Failures in Redis's own words, except for the arguments of an unknown command: they may be secrets. */
final class ServerWords {

    private static final String ARGUMENTS = ", with args beginning with:";

    private ServerWords() {}

    /** A failure without the arguments that Redis repeats in it; null if it repeats none. */
    static @Nullable DataAccessException withoutArguments(Object asked, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            int end = message == null ? -1 : message.indexOf(ARGUMENTS);
            if (message != null && end >= 0) {
                DataAccessException harmless = new InvalidDataAccessApiUsageException(
                        asked + " failed: " + Shown.key(message.substring(0, end)));
                harmless.setStackTrace(failure.getStackTrace());
                return harmless;
            }
        }
        return null;
    }
}
