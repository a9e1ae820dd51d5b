package io.github.batch4j;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Bodies on threads of their own, of which one runs at a time: the one that has the baton. All others, and the calling
 * thread too, are parked meanwhile.
 *
 * <p>To pass it on is to offer it to somebody and to wake him; he has it when he has taken the offer. All that was
 * written before an offer is visible to whoever takes it, so that nothing else of an execution needs a lock. Where the
 * stack ends, neither to wake a thread nor to wait may be possible any more: then the offer is taken back, unless it
 * was taken, and nothing has happened.
 *
 * <p>A body that stops passes the baton to the next one that is ready, and only the last of them gives it back to the
 * calling thread. To wake that one is what costs most, so it happens once a step and not once a body. A thread whose
 * body has ended takes over the next that has not begun: bodies that never stop need one thread between them.
 */
final class Baton implements Coroutine.Factory {

    private static final System.Logger LOG = System.getLogger(Baton.class.getPackageName());

    /** How long a body may take to end when it was interrupted, before somebody is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Executor threads;
    private final Coroutine.Host host;
    private final Thread caller = Thread.currentThread();
    private final @Nullable ClassLoader contextClassLoader = caller.getContextClassLoader();

    private static final AtomicReferenceFieldUpdater<Baton, @Nullable Offer> OFFER =
            AtomicReferenceFieldUpdater.newUpdater(Baton.class, Offer.class, "offer");

    /** What is offered and not yet taken. */
    private volatile @Nullable Offer offer;

    /** Who runs or was offered to; null for the caller. */
    private volatile @Nullable ThreadCoroutine holder;

    /** Whether the caller wants to have it back at once, as the execution is to end. */
    private volatile boolean recalled;

    private long recalledAt;
    private boolean told;

    Baton(Executor threads, Coroutine.Host host) {
        this.threads = threads;
        this.host = host;
    }

    @Override
    public Coroutine coroutine(Coroutine.Task task) {
        return new ThreadCoroutine(this, task);
    }

    @Override
    public boolean isCallingThread() {
        return false;
    }

    @Nullable
    ClassLoader contextClassLoader() {
        return contextClassLoader;
    }

    /** Takes what is offered to a body, or to the caller; fails if nothing is. */
    boolean take(@Nullable ThreadCoroutine self) {
        Offer current = offer;
        return current != null && current.to == self && OFFER.compareAndSet(this, current, null);
    }

    /** Takes back what was offered; fails if it was taken. */
    boolean takeBack(Offer offer) {
        return OFFER.compareAndSet(this, offer, null);
    }

    boolean isRecalled() {
        return recalled;
    }

    /** Gives the baton away and waits until it is back. Called by the caller. */
    void lend(ThreadCoroutine first) {
        StackProbe.check();
        recalled = false;
        Offer given = give(first);
        boolean interrupted = false;
        while (!take(null)) {
            park(given);
            boolean interruptedNow = Thread.interrupted();
            interrupted |= interruptedNow;
            if (interruptedNow || (!recalled && host.expire())) {
                recall();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    private void park(Offer given) {
        try {
            if (recalled) {
                awaitRecalled();
            } else {
                host.park(this);
            }
        } catch (StackOverflowError noMore) {
            if (takeBack(given)) {
                holder = null;
                throw noMore;
            }
            Thread.onSpinWait();
        }
    }

    /** What blocks in a body is interrupted, as it would be if it ran on the caller's own thread. */
    private void recall() {
        recalled = true;
        ThreadCoroutine running = holder;
        if (running != null) {
            running.interrupt();
        }
        recalledAt = System.nanoTime();
    }

    /** Waits for a body that was interrupted. One that does not care is told of, once. */
    private void awaitRecalled() {
        long patience = recalledAt + PATIENCE.toNanos() - System.nanoTime();
        if (told) {
            LockSupport.park(this);
        } else if (patience > 0) {
            LockSupport.parkNanos(this, patience);
        } else {
            tell();
        }
    }

    /** Tells of the body that runs, unless it has come to an end while this looked where it is. */
    private void tell() {
        ThreadCoroutine running = holder;
        List<String> lines = running == null ? List.of() : running.lines();
        if (lines.isEmpty() || holder != running) {
            recalledAt = System.nanoTime(); // who runs now has had less time
            return;
        }
        told = true;
        LOG.log(Level.WARNING, "{0} was interrupted, as the execution is to end, and still runs: {1}", running, lines);
    }

    /**
     * Gives the baton to the next body or, if none is ready, to the caller. Called by a body that stops.
     *
     * @return what was offered
     * @throws StackOverflowError if there was not enough of it; then nothing has happened
     */
    Offer passOn(ThreadCoroutine from) {
        StackProbe.check();
        host.stopped(from.task());
        try {
            return give(next());
        } catch (Throwable notWoken) {
            goesOn(from);
            throw notWoken;
        }
    }

    /** Puts back who was next, and lets the body go on that would have been the one before. */
    void notGiven(Offer offer, ThreadCoroutine from) {
        if (offer.to != null) {
            host.notYet(offer.to.task());
        }
        goesOn(from);
    }

    private void goesOn(ThreadCoroutine body) {
        hold(body);
        host.goesOn(body.task());
    }

    /**
     * As {@link #passOn}, but a body that has not begun is given back, to be run on the thread of the one that ends.
     */
    @Nullable
    ThreadCoroutine passOnOrTakeOver() {
        ThreadCoroutine next = next();
        if (next != null && !next.hasBegun()) {
            return next;
        }
        try {
            give(next);
        } catch (Throwable notWoken) {
            give(null); // the caller tries again, and hears of it if that fails too
        }
        return null;
    }

    private @Nullable ThreadCoroutine next() {
        return recalled ? null : (ThreadCoroutine) host.next();
    }

    private Offer give(@Nullable ThreadCoroutine receiver) {
        ThreadCoroutine next = receiver;
        while (true) {
            Offer made = new Offer(next);
            holder = next;
            offer = made;
            try {
                if (next == null) {
                    LockSupport.unpark(caller);
                } else {
                    next.wake(threads);
                }
                return made;
            } catch (Throwable notWoken) {
                if (!takeBack(made)) {
                    return made;
                }
                if (next == null) {
                    throw notWoken;
                }
                if (next.hasBegun()) {
                    host.notYet(next.task());
                    throw notWoken;
                }
                host.startFailed(notWoken);
                next = next();
            }
        }
    }

    /**
     * The baton, offered to somebody.
     *
     * @param to who may take it; null for the caller
     */
    record Offer(@Nullable ThreadCoroutine to) {}

    void hold(ThreadCoroutine next) {
        holder = next;
    }

    @Override
    public String toString() {
        return "the bodies of an execution";
    }

    /**
     * Sees to it that the stack overflows before a hand-over begins, if it is going to. {@link Baton} can take an offer back, but
     * a virtual thread is lost when the stack overflows while it is being woken. What recurses without end and yields on the
     * way ends up just there.
     */
    static final class StackProbe {

        /** Deeper than it is to wake a virtual thread, even if this is compiled and that is not. */
        private static final int CALLS = 64;

        private StackProbe() {}

        /**
         * Takes more of the stack than it does to wake a thread, and gives it back.
         *
         * @throws StackOverflowError if there is not so much
         */
        static void check() {
            if (descend(CALLS, 1, 2, 3) == 0) {
                throw new AssertionError("a sum of positive numbers");
            }
        }

        /** The sum keeps the arguments on the stack, and the calls from being left out. */
        private static long descend(int calls, long a, long b, long c) {
            return calls == 0 ? a : descend(calls - 1, b, c, a) + a + b + c;
        }
    }
}
