package io.github.batch4j.benchmarks;

import io.github.batch4j.CoroutineKind;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Plain code that loads a user and then the spouse, {@code n} times side by side, on all that bodies can run on. What
 * that is goes by the options of the JVM and the thread that calls, so each has JVMs of its own. Their options stand in
 * front of the others, where those of a command line ({@code -jvmArgs}, {@code -jvmArgsAppend}) do not replace them.
 *
 * <p>{@link TwoLevelsBenchmark} does the same without bodies, {@link HandOffBenchmark} only lets threads wake each
 * other as often as here.
 */
public abstract class BodiesBenchmark extends Settings {

    private static final String CARRIER = "-Dbatch4j.coroutines=";
    private static final String EXPORT = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    /** JMH then calls the benchmark on a virtual thread. */
    static final String VIRTUAL_CALLER = "-Djmh.executor=VIRTUAL";

    @Param("1000")
    public int n;

    final CoroutineKind carrier;

    BodiesBenchmark(CoroutineKind carrier) {
        this.carrier = carrier;
    }

    @Override
    int size() {
        return n;
    }

    @Setup
    public void checkCarrier() {
        if (CoroutineKind.current() != carrier) {
            throw new IllegalStateException("bodies run on: " + CoroutineKind.current() + ", expected: " + carrier);
        }
    }

    /** With {@code batch.yield}. */
    @Benchmark
    public List<User> yields() {
        return PlainCode.spouses(ids);
    }

    /** With blocking services. */
    @Benchmark
    public List<User> services() {
        return PlainCode.spousesByServices(ids);
    }

    /** Bodies that ask for nothing. */
    @Benchmark
    public List<User> neverSuspends() {
        return PlainCode.usersAtHand(ids);
    }

    @Fork(jvmArgsPrepend = {CARRIER + "continuation", EXPORT})
    public static class OnContinuations extends BodiesBenchmark {

        public OnContinuations() {
            super(CoroutineKind.CONTINUATION);
        }
    }

    /**
     * As {@link OnContinuations}, where the JIT compiler may also inline {@code run} and {@code yield0} of the JDK's
     * continuations: these are called all the time and are longer than the 325 bytes up to which it does so by default.
     * As the option is for all code, java-dataloader is measured with it too.
     */
    @Fork(jvmArgsPrepend = {CARRIER + "continuation", EXPORT, "-XX:FreqInlineSize=600"})
    public static class OnContinuationsInlined extends BodiesBenchmark {

        public OnContinuationsInlined() {
            super(CoroutineKind.CONTINUATION);
        }

        @Benchmark
        public List<User> javaDataLoader() {
            return DataLoaders.spouses(ids, DataLoaders.DEFAULTS);
        }
    }

    @Fork(jvmArgsPrepend = {CARRIER + "virtual-thread", VIRTUAL_CALLER})
    public static class OnVirtualThreads extends BodiesBenchmark {

        public OnVirtualThreads() {
            super(CoroutineKind.VIRTUAL_THREAD);
        }
    }

    /** Without an option that asks for a carrier: a virtual thread that calls does not get continuations. */
    @Fork(jvmArgsPrepend = {EXPORT, VIRTUAL_CALLER})
    public static class OnVirtualThreadsBesideContinuations extends BodiesBenchmark {

        public OnVirtualThreadsBesideContinuations() {
            super(CoroutineKind.VIRTUAL_THREAD);
        }
    }

    @Fork(jvmArgsPrepend = CARRIER + "virtual-thread")
    public static class OnVirtualThreadsForAPlatformThread extends BodiesBenchmark {

        public OnVirtualThreadsForAPlatformThread() {
            super(CoroutineKind.VIRTUAL_THREAD);
        }
    }

    @Fork(jvmArgsPrepend = CARRIER + "platform-thread")
    public static class OnPlatformThreads extends BodiesBenchmark {

        public OnPlatformThreads() {
            super(CoroutineKind.PLATFORM_THREAD);
        }
    }
}
