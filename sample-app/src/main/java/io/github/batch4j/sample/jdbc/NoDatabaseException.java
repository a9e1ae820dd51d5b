package io.github.batch4j.sample.jdbc;

/** Thrown at the start if there is no database to work with. {@link NoDatabaseFailureAnalyzer} tells what to do about it. */
public class NoDatabaseException extends RuntimeException {

    public NoDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
