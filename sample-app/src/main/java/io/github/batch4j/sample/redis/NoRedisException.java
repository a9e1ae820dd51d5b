package io.github.batch4j.sample.redis;

/** Thrown at the start if there is no Redis to work with. {@link NoRedisFailureAnalyzer} tells what to do about it. */
public class NoRedisException extends RuntimeException {

    public NoRedisException(String message, Throwable cause) {
        super(message, cause);
    }
}
