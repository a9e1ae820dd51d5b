package io.github.batch4j;

import java.util.Locale;

/**
 * A kind of coroutine that the bodies of plain code run on, chosen for each execution by the JDK and the calling
 * thread.
 *
 * <p>On every kind bodies run one at a time and are batched alike. They differ in the cost of a yield, and in the
 * thread that the code of a body runs on. A calling platform thread gets the first kind in this order that is
 * available. A calling virtual thread gets {@link #VIRTUAL_THREAD} on JDK 24 and newer, and {@link #PLATFORM_THREAD}
 * before.
 *
 * <p>The system property {@code batch4j.coroutines} asks for one of them by its {@linkplain #toString() name}, read
 * when the first body runs. If it is not available, the log says why, and the next in order is taken.
 * {@code virtual-thread} and {@code platform-thread} apply to all callers, {@code continuation} to platform threads
 * only. {@link BatchExecutor.Builder#coroutines} asks for the kind of one executor, and goes before the property.
 */
public enum CoroutineKind {

    /**
     * The JDK's own continuations: bodies run on the thread that calls {@code execute}. Available on JDK 24 and newer
     * if the JVM is started with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED} (on the module path with
     * {@code =io.github.batch4j}), or from a jar whose manifest says {@code Add-Exports: java.base/jdk.internal.vm}.
     *
     * <p>Never used if a virtual thread calls: a body that waits for a monitor, or in {@link Object#wait}, would pin
     * the carrier thread of its caller, and as many of those as there are processors would stop all virtual threads.
     */
    CONTINUATION,

    /** A virtual thread for each body, on JDK 24 and newer. */
    VIRTUAL_THREAD,

    /** A pooled platform thread for each body, on any JDK. */
    PLATFORM_THREAD;

    /**
     * The kind for executions that the current thread calls, on executors that ask for none.
     * {@link SentBatch#coroutineKind()} has that of an execution.
     *
     * @return the kind, always the same on the same thread
     */
    public static CoroutineKind current() {
        return Coroutines.kind();
    }

    /**
     * The name of the kind in properties.
     *
     * @return the name of the constant in lower case with hyphens, {@code virtual-thread} for instance
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
