package io.github.batch4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** A new executor that loads one couple, as in a small request: three operations in two steps. */
public class NewExecutorBenchmark extends Settings {

    @Override
    int size() {
        return 1;
    }

    @Benchmark
    public Couple byHand() {
        return ByHand.couple(ids[0]);
    }

    @Benchmark
    public Couple pipeline() {
        return Pipelines.couple(ids[0]);
    }

    @Benchmark
    public Couple javaDataLoader() {
        return DataLoaders.couple(ids[0]);
    }
}
