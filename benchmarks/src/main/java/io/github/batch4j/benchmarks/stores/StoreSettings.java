package io.github.batch4j.benchmarks.stores;

import io.github.batch4j.BatchExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The settings of the measurements with servers, which are started anew for each JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgs = {"-Xms2g", "-Xmx2g"})
@SuppressWarnings("NullAway.Init") // set before the measurement
public abstract class StoreSettings {

    Servers servers;
    RedisStore redis;
    JdbcStore jdbc;
    List<Integer> ids = List.of();

    /** The number of users requested. */
    abstract int size();

    /** The additional delay of the servers' answers. */
    Duration delay() {
        return Duration.ZERO;
    }

    /** A new executor from the starter, like that of a request. */
    static BatchExecutor newExecutor() {
        return BatchExecutor.builder().keepAnswers(10_000).build();
    }

    @Setup(Level.Trial)
    public void start() throws IOException {
        use(new Servers(delay()), IntStream.range(0, size()).boxed().toList());
    }

    void use(Servers servers, List<Integer> ids) {
        this.servers = servers;
        this.redis = new RedisStore(servers.redis());
        this.jdbc = new JdbcStore(servers.jdbc());
        this.ids = ids;
    }

    @TearDown(Level.Trial)
    public void stop() {
        servers.close();
    }
}
