package io.github.batch4j;

import java.util.Locale;

/**
 * The kinds of coroutines that the bodies of plain code run on, chosen for each execution by what the JDK has and by
 * the thread that calls.
 *
 * <p>Whichever it is, bodies run one at a time and are batched alike. What differs is the cost of a yield, and which
 * thread the code of a body finds itself on. A platform thread that calls gets the first of these that is to be had. A
 * virtual thread gets {@link #VIRTUAL_THREAD} on JDK 24 and newer, and {@link #PLATFORM_THREAD} before.
 *
 * <p>The system property {@code batch4j.coroutines} asks for one of them by its {@linkplain #toString() name}, read
 * when the first body runs; where it cannot be had, the log says why, and the next in order is taken. Who asks for
 * {@code virtual-thread} or {@code platform-thread} gets it for all callers, {@code continuation} is for platform
 * threads only. {@link BatchExecutor.Builder#coroutines} asks for the kind of one executor, and goes before the
 * property.
 */
public enum CoroutineKind {

    /**
     * The JDK's own continuations: bodies run on the thread that calls {@code execute}. They are there on JDK 24 and
     * newer when the JVM is started with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED} (on the module
     * path with {@code =io.github.batch4j}), or from a jar whose manifest says
     * {@code Add-Exports: java.base/jdk.internal.vm}.
     *
     * <p>Not for virtual threads that call: a body that waits for a monitor, or in {@link Object#wait}, would keep the
     * JDK's thread that carries its caller, and as many of them as there are processors would stop all virtual threads.
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
     * @return what bodies run on, always the same on the same thread
     */
    public static CoroutineKind current() {
        return Coroutines.kind();
    }

    /**
     * The name by which a carrier is asked for.
     *
     * @return the name of the constant in lower case with hyphens, {@code virtual-thread} for instance
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
