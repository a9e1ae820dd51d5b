package io.github.batch4j.benchmarks.stores;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The task of reading {@code n} values of Redis in one round trip. */
public class RedisReadBenchmark extends StoreSettings {

    @Param({"100", "1000"})
    public int n;

    @Override
    int size() {
        return n;
    }

    @Benchmark
    public List<@Nullable String> byHand() {
        return redis.usersByHand(ids);
    }

    @Benchmark
    public List<@Nullable String> pipeline() {
        return redis.users(newExecutor(), ids);
    }
}
