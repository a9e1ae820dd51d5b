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
 * How everything is measured. Iterations are short, since runs differ more from one JVM to the next than within one, and
 * the time goes into several JVMs; the warm-up is longer, since java-dataloader takes a second or two to be compiled. The
 * heap is touched in advance: the operating system takes longer to hand out a page than anyone here to fill it.
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

    /** How many users are asked for. */
    abstract int size();

    /** How many of them differ. */
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
