package io.github.batch4j.benchmarks;

import io.github.batch4j.CoroutineKind;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Plain code that loads a user and then the spouse, {@code n} times side by side, on each kind of coroutine. The kind
 * depends on the options of the JVM and on the calling thread, so each has JVMs of its own. Their options come before
 * the others, where those of a command line ({@code -jvmArgs}, {@code -jvmArgsAppend}) do not replace them.
 *
 * <p>{@link TwoLevelsBenchmark} does the same without bodies; in {@link HandOffBenchmark} threads only wake each other
 * as often as here.
 */
public abstract class BodiesBenchmark extends Settings {

    private static final String COROUTINES = "-Dbatch4j.coroutines=";
    private static final String EXPORT = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    /** The option that makes JMH call the benchmark on a virtual thread. */
    static final String VIRTUAL_CALLER = "-Djmh.executor=VIRTUAL";

    @Param("1000")
    public int n;

    final CoroutineKind kind;

    BodiesBenchmark(CoroutineKind kind) {
        this.kind = kind;
    }

    @Override
    int size() {
        return n;
    }

    @Setup
    public void checkKind() {
        if (CoroutineKind.current() != kind) {
            throw new IllegalStateException("bodies run on: " + CoroutineKind.current() + ", expected: " + kind);
        }
    }

    /** Bodies that call {@code batch.yield}. */
    @Benchmark
    public List<User> yields() {
        return PlainCode.spouses(ids);
    }

    /** Bodies that call blocking services. */
    @Benchmark
    public List<User> services() {
        return PlainCode.spousesByServices(ids);
    }

    /** Bodies that yield nothing. */
    @Benchmark
    public List<User> neverSuspends() {
        return PlainCode.usersAtHand(ids);
    }

    @Fork(jvmArgsPrepend = {COROUTINES + "continuation", EXPORT})
    public static class OnContinuations extends BodiesBenchmark {

        public OnContinuations() {
            super(CoroutineKind.CONTINUATION);
        }
    }

    /**
     * The same as {@link OnContinuations}, with an inlining limit that lets the JIT compiler also inline {@code run}
     * and {@code yield0} of the JDK's continuations. Both are called all the time and exceed the default limit of 325
     * bytes. The option applies to all code, so java-dataloader is measured with it too.
     */
    @Fork(jvmArgsPrepend = {COROUTINES + "continuation", EXPORT, "-XX:FreqInlineSize=600"})
    public static class OnContinuationsInlined extends BodiesBenchmark {

        public OnContinuationsInlined() {
            super(CoroutineKind.CONTINUATION);
        }

        @Benchmark
        public List<User> javaDataLoader() {
            return DataLoaders.spouses(ids, DataLoaders.DEFAULTS);
        }
    }

    @Fork(jvmArgsPrepend = {COROUTINES + "virtual-thread", VIRTUAL_CALLER})
    public static class OnVirtualThreads extends BodiesBenchmark {

        public OnVirtualThreads() {
            super(CoroutineKind.VIRTUAL_THREAD);
        }
    }

    /** The default kind on a virtual thread: without an option it does not get continuations. */
    @Fork(jvmArgsPrepend = {EXPORT, VIRTUAL_CALLER})
    public static class OnVirtualThreadsBesideContinuations extends BodiesBenchmark {

        public OnVirtualThreadsBesideContinuations() {
            super(CoroutineKind.VIRTUAL_THREAD);
        }
    }

    @Fork(jvmArgsPrepend = COROUTINES + "virtual-thread")
    public static class OnVirtualThreadsForAPlatformThread extends BodiesBenchmark {

        public OnVirtualThreadsForAPlatformThread() {
            super(CoroutineKind.VIRTUAL_THREAD);
        }
    }

    @Fork(jvmArgsPrepend = COROUTINES + "platform-thread")
    public static class OnPlatformThreads extends BodiesBenchmark {

        public OnPlatformThreads() {
            super(CoroutineKind.PLATFORM_THREAD);
        }
    }
}
