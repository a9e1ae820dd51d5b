package io.github.batch4j.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Factories of the two kinds of threads that bodies run on, for hand-offs without the library. */
final class BareThreads {

    private BareThreads() {}

    /**
     * A new virtual thread for each task. Found by reflection, as this is compiled for a JDK without virtual threads.
     */
    static Executor virtual() {
        try {
            MethodType type = MethodType.methodType(Thread.class, Runnable.class);
            MethodHandle start = MethodHandles.publicLookup()
                    .findStatic(Thread.class, "startVirtualThread", type)
                    .asType(type.changeReturnType(void.class));
            return task -> {
                try {
                    start.invokeExact(task);
                } catch (Throwable failure) {
                    throw new IllegalStateException(failure);
                }
            };
        } catch (ReflectiveOperationException failure) {
            throw new UnsupportedOperationException("this JDK has no virtual threads", failure);
        }
    }

    static Executor pooled() {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newCachedThreadPool(daemons);
    }
}
