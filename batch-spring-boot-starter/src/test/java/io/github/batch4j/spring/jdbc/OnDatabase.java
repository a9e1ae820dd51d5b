package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.springframework.jdbc.core.JdbcTemplate;

/** A test class that runs on several products, on a database of its own of each. */
abstract class OnDatabase {

    final BatchExecutor executor = BatchExecutor.create();
    final BatchTrace trace = new BatchTrace();

    @Parameter
    private Product product;

    private static TestDatabase database;

    @BeforeParameterizedClassInvocation
    static void start(Product product) {
        database = product.start();
    }

    TestDatabase database() {
        return database;
    }

    Product product() {
        return product;
    }

    JdbcTemplate jdbc() {
        return database().jdbc();
    }

    JdbcBatch batch() {
        return JdbcBatch.of(jdbc());
    }

    /** Makes tables anew, each given as {@code name (columns)}, and forgets what was recorded. */
    void tables(String... tables) {
        create(tables);
        database().resetStatistics();
        trace.clear();
    }

    /** Makes tables anew, and returns access to them. */
    static JdbcTemplate create(String... tables) {
        JdbcTemplate jdbc = database.jdbc();
        for (String table : tables) {
            database.drop(table.substring(0, table.indexOf(' ')));
            jdbc.execute("create table " + table);
        }
        return jdbc;
    }

    <T> List<T> execute(Stream<? extends BatchGenerator<? extends T>> generators) {
        return executor.execute(BatchGenerator.all(generators.toList()), trace);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (database != null) { // null if its start was skipped
            database.close();
            database = null;
        }
    }
}
