package io.github.batch4j.spring.redis;

import java.time.Duration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.util.backoff.BackOff;

/** A retry policy limited to failures of the connection. A command that Redis refused would be refused again. */
record ConnectionFailures(RetryPolicy policy) implements RetryPolicy {

    @Override
    public boolean shouldRetry(Throwable failure) {
        return failure instanceof RedisConnectionFailureException && policy.shouldRetry(failure);
    }

    boolean allowsRetry(Call call) {
        RuntimeException failure = call.failure();
        return failure != null && shouldRetry(failure);
    }

    @Override
    public Duration getTimeout() {
        return policy.getTimeout();
    }

    @Override
    public BackOff getBackOff() {
        return policy.getBackOff();
    }
}
