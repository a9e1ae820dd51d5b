package io.github.batch4j.sample.infrastructure;

/** Thrown at startup if the database does not answer; {@link NoDatabaseFailureAnalyzer} explains it. */
class NoDatabaseException extends RuntimeException {

    NoDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
