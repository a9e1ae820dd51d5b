package io.github.batch4j.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The task of loading {@code n} users, which takes one batch. */
public class OneLevelBenchmark extends Settings {

    @Param({"3", "100", "1000"})
    public int n;

    @Override
    int size() {
        return n;
    }

    @Benchmark
    public List<User> byHand() {
        return ByHand.users(ids);
    }

    @Benchmark
    public List<User> pipeline() {
        return Pipelines.users(ids);
    }

    @Benchmark
    public List<@Nullable User> loader() {
        return Loaders.users(ids);
    }

    /** Far slower than the others, because threads hand off to each other; {@code -e plainCode} leaves it out. */
    @Benchmark
    public List<User> plainCode() {
        return PlainCode.users(ids);
    }

    @Benchmark
    public List<User> javaDataLoader() {
        return DataLoaders.users(ids, DataLoaders.DEFAULTS);
    }

    @Benchmark
    public List<User> javaDataLoaderUncached() {
        return DataLoaders.users(ids, DataLoaders.UNCACHED);
    }
}
