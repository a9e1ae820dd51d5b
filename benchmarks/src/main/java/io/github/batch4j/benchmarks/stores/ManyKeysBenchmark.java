package io.github.batch4j.benchmarks.stores;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** {@code n} keys in one yield, which go into as many batches as it takes: time and memory a key should stay as they are. */
public class ManyKeysBenchmark extends StoreSettings {

    @Param({"1000", "100000"})
    public int n;

    @Override
    int size() {
        return n;
    }

    /** Redis by hand: what grows here too is not ours. */
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
