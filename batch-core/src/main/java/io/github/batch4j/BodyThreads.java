package io.github.batch4j;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that bodies run on, virtual and pooled ones. */
final class BodyThreads {

    static final String NAME = "batch4j-body";

    /**
     * JDK 21 to 23 have virtual threads too, but there a body that yields inside {@code synchronized} keeps hold of a
     * carrier thread, and as many such bodies as there are processors would stop all others for good.
     */
    private static final int UNPINNED = 24;

    private static final long IDLE_SECONDS = 10;

    private BodyThreads() {}

    /** Unbounded, as a body that has no thread could keep others waiting for ever; idle threads end soon. */
    static Executor pooled() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), code -> {
                    Thread thread = new Thread(null, code, NAME + "-" + count.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * {@code Thread.ofVirtual()}, which the JDK that this is compiled for does not have.
     *
     * @throws UnsupportedOperationException with the reason, if this JDK does not have it either
     */
    static Executor virtual() {
        if (Runtime.version().feature() < UNPINNED) {
            throw new UnsupportedOperationException(
                    "need JDK " + UNPINNED + ", this is " + Runtime.version().feature());
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle create = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
            MethodHandle name = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
            MethodHandle inherit = lookup.findVirtual(
                    builder, "inheritInheritableThreadLocals", MethodType.methodType(builder, boolean.class));
            MethodHandle start =
                    lookup.findVirtual(builder, "start", MethodType.methodType(Thread.class, Runnable.class));
            return code -> {
                try {
                    Object named = name.invoke(create.invoke(), NAME);
                    start.invoke(inherit.invoke(named, false), code);
                } catch (RuntimeException | Error failure) {
                    throw failure;
                } catch (Throwable failure) {
                    throw new IllegalStateException("no virtual thread could be started", failure);
                }
            };
        } catch (ReflectiveOperationException failure) {
            throw new UnsupportedOperationException("could not be looked up: " + failure, failure);
        }
    }
}
