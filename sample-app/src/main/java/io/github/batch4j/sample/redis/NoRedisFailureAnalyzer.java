package io.github.batch4j.sample.redis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a start without Redis into words, instead of a stack trace. */
class NoRedisFailureAnalyzer extends AbstractFailureAnalyzer<NoRedisException> {

    private static final String ACTION = """
            Start a Redis, for instance with "docker compose up -d", and say where it is, for instance with
            SPRING_DATA_REDIS_HOST=localhost in the environment (spring.data.redis.host). As long as nothing says where
            a Redis is, the application starts one of its own, which works on Linux and macOS.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoRedisException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
