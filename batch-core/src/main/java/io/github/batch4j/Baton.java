package io.github.batch4j;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Bodies on threads of their own, of which one runs at a time: the one that has the baton. All others, and the calling
 * thread too, are parked meanwhile.
 *
 * <p>The baton is one volatile field. All that somebody has written before the baton is passed on is visible to whoever
 * then finds himself with it, so that nothing else of an execution needs a lock.
 *
 * <p>A body that stops passes the baton to the next one that is ready, and only the last of them gives it back to the
 * calling thread. To wake that one is what costs most, so it happens once a step and not once a body. A thread whose body
 * has ended takes over the next that has not begun: bodies that never stop need one thread between them.
 */
final class Baton implements Carrier {

    private static final System.Logger LOG = System.getLogger(Baton.class.getPackageName());

    /** How long a body may take to end when it was interrupted, before somebody is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Executor threads;
    private final Bodies bodies;
    private final Thread caller = Thread.currentThread();
    private final @Nullable ClassLoader contextClassLoader = caller.getContextClassLoader();

    /** Who runs; null for the caller. */
    private volatile @Nullable ThreadCoroutine holder;

    /** Whether the caller wants to have it back at once, as the execution is to end. */
    private volatile boolean recalled;

    private long recalledAt;
    private boolean told;

    Baton(Executor threads, Bodies bodies) {
        this.threads = threads;
        this.bodies = bodies;
    }

    @Override
    public Coroutine coroutine(BodyFrame body) {
        return new ThreadCoroutine(this, body);
    }

    @Override
    public boolean isCallingThread() {
        return false;
    }

    @Nullable
    ClassLoader contextClassLoader() {
        return contextClassLoader;
    }

    boolean isHeldBy(ThreadCoroutine coroutine) {
        return holder == coroutine;
    }

    boolean isRecalled() {
        return recalled;
    }

    /** Gives the baton away and waits until it is back. Called by the caller. */
    void lend(ThreadCoroutine first) {
        StackProbe.check();
        recalled = false;
        give(first);
        boolean interrupted = false;
        while (holder != null) {
            if (recalled) {
                awaitRecalled();
            } else {
                bodies.limits().park(this);
            }
            boolean interruptedNow = Thread.interrupted();
            interrupted |= interruptedNow;
            if (interruptedNow || (!recalled && bodies.limits().expire())) {
                recall();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    /** What blocks in a body is interrupted, as it would be if it ran on the caller's own thread. */
    private void recall() {
        recalled = true;
        recalledAt = System.nanoTime();
        ThreadCoroutine running = holder;
        if (running != null) {
            bodies.hurried(running.lines());
            running.interrupt();
        }
    }

    /** Waits for a body that was interrupted. One that does not care is told of, once. */
    private void awaitRecalled() {
        long patience = recalledAt + PATIENCE.toNanos() - System.nanoTime();
        if (told) {
            LockSupport.park(this);
        } else if (patience > 0) {
            LockSupport.parkNanos(this, patience);
        } else {
            told = true;
            ThreadCoroutine running = holder;
            if (running != null) {
                LOG.log(
                        Level.WARNING,
                        "{0} was interrupted, as the execution is to end, and still runs: {1}",
                        running,
                        running.lines());
            }
        }
    }

    /** Gives the baton to the next body or, if none is ready, to the caller. Called by a body that stops. */
    void passOn() {
        give(next());
    }

    /** As {@link #passOn}, but a body that has not begun is given back, to be run on the thread of the one that ends. */
    @Nullable
    ThreadCoroutine passOnOrTakeOver() {
        ThreadCoroutine next = next();
        if (next == null || next.hasBegun()) {
            give(next);
            return null;
        }
        return next;
    }

    private @Nullable ThreadCoroutine next() {
        return recalled ? null : (ThreadCoroutine) bodies.next();
    }

    private void give(@Nullable ThreadCoroutine receiver) {
        ThreadCoroutine next = receiver;
        while (next != null) {
            hold(next);
            try {
                next.wake(threads);
                return;
            } catch (Throwable noThread) {
                bodies.failed(noThread);
                next = next();
            }
        }
        holder = null;
        LockSupport.unpark(caller);
    }

    void hold(ThreadCoroutine next) {
        holder = next;
    }

    @Override
    public String toString() {
        return "the bodies of an execution";
    }
}
