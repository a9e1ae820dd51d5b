package io.github.batch4j.spring.jdbc;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database for the time of a test class. */
final class DatabaseExtension implements BeforeAllCallback, AfterAllCallback {

    private final Supplier<TestDatabase> start;
    private TestDatabase database;

    DatabaseExtension(Supplier<TestDatabase> start) {
        this.start = start;
    }

    TestDatabase database() {
        return database;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        database = start.get();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.close();
    }
}
