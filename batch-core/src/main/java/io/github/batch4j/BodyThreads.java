package io.github.batch4j;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which bodies run: virtual ones, or pooled platform threads. */
final class BodyThreads {

    static final String NAME = "batch4j-body";

    /**
     * JDK 21 to 23 have virtual threads too, but there a body that yields inside {@code synchronized} keeps hold of a
     * carrier thread, and as many such bodies as there are processors would stop all others for good.
     */
    private static final int UNPINNED = 24;

    private static final long IDLE_SECONDS = 10;

    /** The constant part of the names after a yield, cached per class of body since a body may yield often. */
    private static final ClassValue<String> PREFIX = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> code) {
            return NAME + " of " + Names.ofType(code) + ", asked for ";
        }
    };

    private BodyThreads() {}

    /**
     * The name of a thread whose body has yielded, which may still wait or run again. It has the kind of the yielded
     * generator, but no key: thread names are in each line of a log, and keys may be secrets.
     */
    static String nameAfterYield(Object code, String kind) {
        return PREFIX.get(code.getClass()).concat(kind);
    }

    /** An unbounded pool, since a body without a thread could block others forever; idle threads end soon. */
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
                    "needs JDK " + UNPINNED + ", this is " + Runtime.version().feature());
        }
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object named = builder.getMethod("name", String.class)
                    .invoke(Thread.class.getMethod("ofVirtual").invoke(null), NAME);
            Object independent = builder.getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(named, false);
            ThreadFactory threads = (ThreadFactory) builder.getMethod("factory").invoke(independent);
            return code -> threads.newThread(code).start();
        } catch (ReflectiveOperationException failure) {
            throw new UnsupportedOperationException("could not be looked up: " + failure, failure);
        }
    }
}
