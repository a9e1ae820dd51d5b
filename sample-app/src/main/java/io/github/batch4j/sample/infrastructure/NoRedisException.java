package io.github.batch4j.sample.infrastructure;

/** Thrown at startup if Redis does not answer; {@link NoRedisFailureAnalyzer} explains it. */
class NoRedisException extends RuntimeException {

    NoRedisException(String message, Throwable cause) {
        super(message, cause);
    }
}
