package io.github.batch4j.benchmarks.stores;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The task of reading {@code n} keys in one yield, split into several batches: cost per key should not grow. */
public class ManyKeysBenchmark extends StoreSettings {

    @Param({"1000", "100000"})
    public int n;

    @Override
    int size() {
        return n;
    }

    /** The form by hand with Redis: growth that shows here too is not the library's. */
    @Benchmark
    public Object byHand() {
        return redis.usersByHandInChunks(ids);
    }

    @Benchmark
    public Object redis() {
        return redis.users(newExecutor(), ids);
    }

    @Benchmark
    public Object jdbc() {
        return jdbc.users(newExecutor(), ids);
    }
}
