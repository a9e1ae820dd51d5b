package io.github.batch4j.benchmarks.stores;

import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The task of reading a page of {@code n} couples from a Redis whose answers arrive a millisecond later. */
public class CouplesBenchmark extends StoreSettings {

    @Param("50")
    public int n;

    @Override
    int size() {
        return n;
    }

    @Override
    Duration delay() {
        return Duration.ofMillis(1);
    }

    @Benchmark
    public List<Couple> naive() {
        return redis.couplesNaively(ids);
    }

    @Benchmark
    public List<Couple> byHand() {
        return redis.couplesByHand(ids);
    }

    @Benchmark
    public List<Couple> pipeline() {
        return redis.couples(newExecutor(), ids);
    }
}
