package io.github.batch4j.benchmarks;

import graphql.GraphQL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The request of {@code n} users and the spouse of each by GraphQL, where a spouse is a chain of two loads: the user
 * again, and then the spouse by the id in the user. An operation is a user with the spouse.
 */
public class GraphQlBenchmark extends Settings {

    private static final GraphQL BY_HAND = GraphQlForms.byHand();
    private static final GraphQL LOADER = GraphQlForms.loader();
    private static final GraphQL JAVA_DATA_LOADER = GraphQlForms.javaDataLoader();

    @Param("1000")
    public int n;

    @Override
    int size() {
        return n;
    }

    /** The time that graphql-java needs if all is there when it asks. */
    @Benchmark
    public Object byHand() {
        return GraphQlForms.execute(BY_HAND, ids);
    }

    @Benchmark
    public Object loader() {
        return GraphQlForms.execute(LOADER, ids);
    }

    /** With its chaining switched on. */
    @Benchmark
    public Object javaDataLoader() {
        return GraphQlForms.executeWithDataLoaders(JAVA_DATA_LOADER, ids);
    }
}
