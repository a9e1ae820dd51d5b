package io.github.batch4j.soak;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A thread, platform or virtual, that runs one execution after the other. */
final class Caller implements Runnable {

    private static final int VIRTUAL_THREADS_SINCE = 24;

    private final String name;
    private final SplittableRandom random;
    private final Bodies bodies;
    private final Interrupter interrupter;
    private final long executions;
    private final long end;

    /** The number of executions so far; written by this thread, read by the watchdog. */
    private volatile long run;

    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /**
     * Makes a caller.
     *
     * @param executions the number of executions
     * @param end the time by {@link System#nanoTime} at which it stops, even with fewer executions
     */
    Caller(String name, long seed, Bodies bodies, Interrupter interrupter, long executions, long end) {
        this.name = name;
        this.random = new SplittableRandom(seed);
        this.bodies = bodies;
        this.interrupter = interrupter;
        this.executions = executions;
        this.end = end;
    }

    /** Returns true if the JDK frees the carrier thread of a virtual thread that waits at a monitor. */
    static boolean mayBeVirtual() {
        return Runtime.version().feature() >= VIRTUAL_THREADS_SINCE;
    }

    void start(boolean virtual) throws ReflectiveOperationException {
        if (virtual) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, this);
        } else {
            Thread thread = new Thread(this, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread
    public void run() {
        try {
            while (run < executions && System.nanoTime() - end < 0) {
                if (random.nextBoolean()) {
                    Meeting.runAny(random, bodies);
                } else {
                    Kind.choose(random).run(bodies, interrupter);
                }
                run++;
            }
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            ended = true;
        }
    }

    long count() {
        return run;
    }

    boolean hasEnded() {
        return ended;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public String toString() {
        return name + " after " + run + " executions";
    }
}
