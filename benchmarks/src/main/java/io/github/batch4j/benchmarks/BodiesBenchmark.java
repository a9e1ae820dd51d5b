package io.github.batch4j.benchmarks;

import io.github.batch4j.BodyCarrier;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Plain code that loads a user and then the spouse, {@code n} times side by side, on all that bodies can run on. What they
 * run on is chosen once for a JVM, so each has JVMs of its own.
 *
 * <p>{@link TwoLevelsBenchmark} does the same without bodies, {@link HandOffBenchmark} only lets threads wake each other as
 * often as here.
 */
public abstract class BodiesBenchmark extends Settings {

    private static final String HEAP = "-Xmx2g";
    private static final String HEAP_AT_FIRST = "-Xms2g";
    private static final String TOUCHED = "-XX:+AlwaysPreTouch";
    private static final String CARRIER = "-Dbatch4j.body-carrier=";

    /** JMH then calls the benchmark on a virtual thread. */
    static final String VIRTUAL_CALLER = "-Djmh.executor=VIRTUAL";

    @Param("1000")
    public int n;

    private final BodyCarrier carrier;

    BodiesBenchmark(BodyCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    int size() {
        return n;
    }

    @Setup
    public void checkCarrier() {
        if (BodyCarrier.current() != carrier) {
            throw new IllegalStateException("bodies run on: " + BodyCarrier.current() + ", expected: " + carrier);
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

    @Fork(
            value = 3,
            jvmArgs = {
                HEAP_AT_FIRST,
                HEAP,
                TOUCHED,
                CARRIER + "continuation",
                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"
            })
    public static class OnContinuations extends BodiesBenchmark {

        public OnContinuations() {
            super(BodyCarrier.CONTINUATION);
        }
    }

    @Fork(
            value = 3,
            jvmArgs = {HEAP_AT_FIRST, HEAP, TOUCHED, CARRIER + "virtual-thread", VIRTUAL_CALLER})
    public static class OnVirtualThreads extends BodiesBenchmark {

        public OnVirtualThreads() {
            super(BodyCarrier.VIRTUAL_THREAD);
        }
    }

    @Fork(
            value = 3,
            jvmArgs = {HEAP_AT_FIRST, HEAP, TOUCHED, CARRIER + "virtual-thread"})
    public static class OnVirtualThreadsForAPlatformThread extends BodiesBenchmark {

        public OnVirtualThreadsForAPlatformThread() {
            super(BodyCarrier.VIRTUAL_THREAD);
        }
    }

    @Fork(
            value = 3,
            jvmArgs = {HEAP_AT_FIRST, HEAP, TOUCHED, CARRIER + "platform-thread"})
    public static class OnPlatformThreads extends BodiesBenchmark {

        public OnPlatformThreads() {
            super(BodyCarrier.PLATFORM_THREAD);
        }
    }
}
