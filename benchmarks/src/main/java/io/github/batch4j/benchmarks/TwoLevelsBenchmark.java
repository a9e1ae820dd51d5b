package io.github.batch4j.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The task of loading {@code n} users and then the spouse of each by the id in the user, which takes two batches. */
public class TwoLevelsBenchmark extends Settings {

    @Param({"3", "100", "1000"})
    public int n;

    @Override
    int size() {
        return n;
    }

    @Benchmark
    public List<User> byHand() {
        return ByHand.spouses(ids);
    }

    @Benchmark
    public List<User> pipeline() {
        return Pipelines.spouses(ids);
    }

    @Benchmark
    public List<@Nullable User> loader() {
        return Loaders.spouses(ids);
    }

    /** Far slower than the others, because threads hand off to each other; {@code -e plainCode} leaves it out. */
    @Benchmark
    public List<User> plainCode() {
        return PlainCode.spouses(ids);
    }

    @Benchmark
    public List<User> javaDataLoader() {
        return DataLoaders.spouses(ids, DataLoaders.DEFAULTS);
    }

    @Benchmark
    public List<User> javaDataLoaderUncached() {
        return DataLoaders.spouses(ids, DataLoaders.UNCACHED);
    }
}
