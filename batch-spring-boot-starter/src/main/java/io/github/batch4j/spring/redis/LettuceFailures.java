package io.github.batch4j.spring.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/** Translation of the driver's exceptions to Spring's. */
final class LettuceFailures {

    private static final LettuceExceptionConverter CONVERTER = new LettuceExceptionConverter();
    private static final Pattern NOT_CONNECTED =
            Pattern.compile("not connected|(?i:connection (is )?(closed|disconnected))");

    private LettuceFailures() {}

    static RuntimeException translated(Object asked, Throwable failure) {
        DataAccessException harmless = ServerWords.withoutArguments(asked, failure);
        if (harmless != null) {
            return harmless;
        }
        if (failure instanceof NestedRuntimeException spring) {
            return spring;
        }
        if (failure instanceof RedisCommandExecutionException) {
            return new RedisSystemException(asked + " failed: " + failure.getMessage(), failure);
        }
        if (failure instanceof IOException) {
            return new RedisConnectionFailureException(asked + " failed: the connection to Redis broke", failure);
        }
        if (failure instanceof CancellationException) {
            return new RedisConnectionFailureException(asked + " failed: the connection to Redis was closed", failure);
        }
        if (isNotConnected(failure)) {
            return new RedisConnectionFailureException(asked + " failed: there is no connection to Redis", failure);
        }
        @Nullable
        RuntimeException converted = failure instanceof Exception exception ? CONVERTER.convert(exception) : null;
        return converted != null ? converted : new RedisSystemException(asked + " failed", failure);
    }

    /**
     * Returns true if the driver refused a command because it is not connected, or gave it up when the connection
     * ended. The driver has no exception type for either.
     */
    private static boolean isNotConnected(Throwable failure) {
        return failure.getClass() == RedisException.class
                && failure.getMessage() != null
                && NOT_CONNECTED.matcher(failure.getMessage()).find();
    }
}
