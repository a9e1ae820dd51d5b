package io.github.batch4j.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The task of loading {@code n} users, each requested twice. With distinct keys it is the one-level task. */
public class DuplicateKeysBenchmark extends Settings {

    @Param("1000")
    public int n;

    @Override
    int size() {
        return n;
    }

    @Override
    int distinct() {
        return n / 2;
    }

    @Benchmark
    public List<User> byHand() {
        return ByHand.distinctUsers(ids);
    }

    @Benchmark
    public List<User> pipeline() {
        return Pipelines.users(ids);
    }

    @Benchmark
    public List<@Nullable User> loader() {
        return Loaders.users(ids);
    }

    @Benchmark
    public List<User> javaDataLoader() {
        return DataLoaders.users(ids, DataLoaders.DEFAULTS);
    }
}
