package io.github.batch4j.benchmarks;

import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The part of {@link BodiesBenchmark} that is spent on waking threads: {@code n} new ones, three times each.
 */
public abstract class HandOffBenchmark extends Settings {

    @Param("1000")
    public int n;

    Executor threads = Runnable::run;

    @Override
    int size() {
        return n;
    }

    /** The source of the threads. */
    abstract Executor makeThreads();

    @Setup
    public void chooseThreads() {
        threads = makeThreads();
    }

    /** Each thread wakes the next one, and the caller is woken once per round. */
    @Benchmark
    public int ring() {
        return HandOff.ring(threads, n);
    }

    /** Each thread wakes the caller, which wakes the next one. */
    @Benchmark
    public int star() {
        return HandOff.star(threads, n);
    }

    @Fork(jvmArgsPrepend = BodiesBenchmark.VIRTUAL_CALLER)
    public static class OnVirtualThreads extends HandOffBenchmark {

        @Override
        Executor makeThreads() {
            return BareThreads.virtual();
        }
    }

    public static class OnVirtualThreadsForAPlatformThread extends HandOffBenchmark {

        @Override
        Executor makeThreads() {
            return BareThreads.virtual();
        }
    }

    public static class OnPlatformThreads extends HandOffBenchmark {

        @Override
        Executor makeThreads() {
            return BareThreads.pooled();
        }
    }
}
