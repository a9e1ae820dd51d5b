package io.github.batch4j.spring.redis;

import java.time.Duration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.util.backoff.BackOff;

/** Another policy for failures of the connection, and no retry for others: what Redis has refused it refuses again. */
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
