package io.github.batch4j.sample.infrastructure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a startup without a database, instead of a stack trace. */
class NoDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<NoDatabaseException> {

    private static final String ACTION = """
            Start a PostgreSQL, for instance with "docker compose up -d", and give its address, for instance with
            SPRING_DATASOURCE_URL=jdbc:postgresql://localhost/sample in the environment (spring.datasource.url,
            .username and .password). Without an address the application uses an H2 database in memory.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoDatabaseException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
