package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/** The callers of executors: threads, and the bodies on continuations, of which one thread may have several. */
final class Strands {

    private Strands() {}

    /** The caller: the innermost body on a continuation, or else the thread. */
    static Object current() {
        Object body = Continuations.current();
        return body == null ? Thread.currentThread() : body;
    }

    /** The failure of a caller while another one, null if it is not known, runs the executor. */
    static IllegalStateException usedByTwo(Object strand, @Nullable Object other) {
        boolean onContinuations = !(strand instanceof Thread && (other == null || other instanceof Thread));
        return new IllegalStateException("BatchExecutor used by two " + (onContinuations ? "bodies" : "threads")
                + " at once: running " + place(other) + ", called from "
                + name(Thread.currentThread())
                + "; an executor belongs to one request or task, make one for each (BatchExecutor.create(), or the"
                + " BatchExecutorFactory in Spring)");
    }

    /** Virtual threads mostly have no name. */
    private static String name(Thread thread) {
        String name = thread.getName();
        return name.isEmpty() ? "a virtual thread without a name" : name;
    }

    private static String place(@Nullable Object strand) {
        if (strand == null) {
            return "on another thread";
        }
        return strand instanceof Thread thread ? "on " + name(thread) : "in a body that waits or is on another thread";
    }
}
