package io.github.batch4j.spring.redis;

import org.springframework.util.backoff.BackOffExecution;

/** The retries of one batch. */
final class Retries {

    private final ConnectionFailures policy;
    private final BackOffExecution backOff;
    private final long started = System.nanoTime();

    Retries(ConnectionFailures policy) {
        this.policy = policy;
        this.backOff = policy.getBackOff().start();
    }

    boolean allowsRetry(Call call) {
        return policy.allowsRetry(call);
    }

    /** The milliseconds before the next attempt; {@link BackOffExecution#STOP} if there is none. */
    long nextDelay() {
        long delay = backOff.nextBackOff();
        long limit = policy.getTimeout().toNanos();
        boolean late = limit > 0 && System.nanoTime() - started + delay * 1_000_000 >= limit;
        return late ? BackOffExecution.STOP : delay;
    }
}
