package io.github.batch4j.sample.infrastructure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a startup without Redis, instead of a stack trace. */
class NoRedisFailureAnalyzer extends AbstractFailureAnalyzer<NoRedisException> {

    private static final String ACTION = """
            Start a Redis, for instance with "docker compose up -d", and give its address, for instance with
            SPRING_DATA_REDIS_HOST=localhost in the environment (spring.data.redis.host). Without an address the
            application starts a Redis of its own, which works on Linux and macOS.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoRedisException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
