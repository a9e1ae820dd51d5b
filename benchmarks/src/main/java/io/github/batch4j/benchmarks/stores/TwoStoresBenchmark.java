package io.github.batch4j.benchmarks.stores;

import io.github.batch4j.BatchGenerator;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Reads of {@code n} users from Redis, from PostgreSQL, and from both in one step; each answers a millisecond later.
 */
public class TwoStoresBenchmark extends StoreSettings {

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
    public Object redis() {
        return redis.users(newExecutor(), ids);
    }

    @Benchmark
    public Object jdbc() {
        return jdbc.users(newExecutor(), ids);
    }

    @Benchmark
    public Object both() {
        return newExecutor()
                .execute(BatchGenerator.zip(
                        BatchGenerator.all(ids, redis::genUser), BatchGenerator.all(ids, jdbc::genUser), List::of));
    }
}
