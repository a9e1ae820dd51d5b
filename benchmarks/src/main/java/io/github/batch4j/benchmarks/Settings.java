package io.github.batch4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The settings of all measurements. Iterations are short, since runs differ more between JVMs than within one, so the
 * time goes into several JVMs. The warm-up is longer, since compiling java-dataloader takes a second or two. The heap
 * is touched in advance, because the operating system is slower to provide a page than the benchmarks are to fill it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public abstract class Settings {

    long[] ids = {};

    /** The number of users requested. */
    abstract int size();

    /** The number of distinct users among them. */
    int distinct() {
        return size();
    }

    @Setup
    public void fillStore() {
        UserStore.fill(distinct());
        ids = new long[size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = UserStore.FIRST_ID + i % distinct();
        }
    }
}
