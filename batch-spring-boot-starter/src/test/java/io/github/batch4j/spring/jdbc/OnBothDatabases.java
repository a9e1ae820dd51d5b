package io.github.batch4j.spring.jdbc;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A test class that runs on H2 and on PostgreSQL, each started once for the class. */
@ParameterizedClass
@EnumSource(OnBothDatabases.Product.class)
abstract class OnBothDatabases {

    enum Product {
        H2(H2Database::new),
        POSTGRESQL(PostgresDatabase::new);

        private final Supplier<TestDatabase> start;

        Product(Supplier<TestDatabase> start) {
            this.start = start;
        }
    }

    final BatchExecutor executor = BatchExecutor.create();
    final BatchTrace trace = new BatchTrace();

    @Parameter
    private Product product;

    private static TestDatabase database;

    @BeforeParameterizedClassInvocation
    static void start(Product product) {
        database = product.start.get();
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

    /** Makes tables anew, each given as {@code name (columns)}. */
    void tables(String... tables) {
        for (String table : tables) {
            jdbc().execute("drop table if exists " + table.substring(0, table.indexOf(' ')));
            jdbc().execute("create table " + table);
        }
        database().resetStatistics();
        trace.clear();
    }

    <T> List<T> execute(Stream<? extends BatchGenerator<? extends T>> generators) {
        return executor.execute(BatchGenerator.all(generators.toList()), trace);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        database.close();
    }
}
