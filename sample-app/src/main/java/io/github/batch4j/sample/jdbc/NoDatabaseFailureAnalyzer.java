package io.github.batch4j.sample.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a start without a database into words, instead of a stack trace. */
class NoDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<NoDatabaseException> {

    private static final String ACTION = """
            Start a PostgreSQL, for instance with "docker compose up -d", and say where it is, for instance with
            SPRING_DATASOURCE_URL=jdbc:postgresql://localhost/sample in the environment (spring.datasource.url, .username
            and .password). As long as nothing says where a database is, the application has one of its own in memory.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoDatabaseException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
