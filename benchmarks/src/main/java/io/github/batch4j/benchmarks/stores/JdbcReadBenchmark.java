package io.github.batch4j.benchmarks.stores;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The task of reading {@code n} rows of PostgreSQL with one query. */
public class JdbcReadBenchmark extends StoreSettings {

    @Param({"100", "1000"})
    public int n;

    @Override
    int size() {
        return n;
    }

    @Benchmark
    public List<@Nullable User> byHand() {
        return jdbc.usersByHand(ids);
    }

    @Benchmark
    public List<@Nullable User> pipeline() {
        return jdbc.users(newExecutor(), ids);
    }
}
