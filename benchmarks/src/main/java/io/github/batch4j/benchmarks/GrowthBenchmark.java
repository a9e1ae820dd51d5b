package io.github.batch4j.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * The cost of an operation by the number of operations. All sizes run in the same large heap, so that the larger ones
 * are not charged for a fuller heap.
 *
 * <p>The regions of G1 have their maximum size. In regions of the default size an array of a million references counts
 * as humongous, and each reference stored in it has to be recorded for the collector: this alone makes all forms, the
 * one by hand included, about five times slower. The young generation has a fixed size, because G1 shrinks it after
 * each collection in which a million operations were alive, and then copies them more and more often.
 */
@Fork(
        value = 2,
        jvmArgs = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch", "-Xmn4g", "-XX:G1HeapRegionSize=32m"})
public class GrowthBenchmark extends Settings {

    @Param({"1", "2"})
    public int levels;

    @Param({"1000", "1000000"})
    public int n;

    @Override
    int size() {
        return n;
    }

    @Benchmark
    public List<User> byHand() {
        return levels == 1 ? ByHand.users(ids) : ByHand.spouses(ids);
    }

    @Benchmark
    public List<User> pipeline() {
        return levels == 1 ? Pipelines.users(ids) : Pipelines.spouses(ids);
    }

    @Benchmark
    public List<User> javaDataLoader() {
        return levels == 1
                ? DataLoaders.users(ids, DataLoaders.DEFAULTS)
                : DataLoaders.spouses(ids, DataLoaders.DEFAULTS);
    }
}
