package io.github.batch4j;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to run, passed between the calling thread and the threads of the bodies of one execution ("passing the
 * baton", Andrews 1989). Only its holder runs; all others are parked.
 *
 * <p><b>Hand-off.</b> The holder publishes an {@link Offer} in a volatile field and unparks the receiver, which becomes
 * the holder by taking the offer with a compare-and-set. Everything written before the offer is visible to the thread
 * that takes it, so no other state of an execution needs a lock.
 *
 * <p><b>Stack overflow.</b> Near the end of the stack, both waking a thread and parking may overflow it. The offer is
 * then taken back by another compare-and-set. If that succeeds, the hand-off has had no effect and the error can be
 * thrown; if it fails, the receiver runs already and the hand-off counts.
 *
 * <p><b>Order.</b> A body that stops passes the baton to the next body that is ready, and only the last of them returns
 * it to the calling thread. Waking that thread is the most expensive hand-off; this way it happens once per step and
 * not once per body. The thread of a body that has ended runs the next body that has not begun, so bodies that never
 * yield share one thread.
 *
 * <p><b>Recall.</b> When the execution has to end while a body runs, the caller sets {@link #recalled} first and then
 * interrupts the holder. A thread that takes the baton in between therefore sees the flag.
 */
final class Baton implements Coroutine.Factory {

    private static final System.Logger LOG = System.getLogger(Baton.class.getPackageName());

    /** The time that an interrupted body may take to stop before a warning is logged. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Executor threads;
    private final Coroutine.Host host;
    private final Thread caller = Thread.currentThread();
    private final @Nullable ClassLoader contextClassLoader = caller.getContextClassLoader();

    private static final AtomicReferenceFieldUpdater<Baton, @Nullable Offer> OFFER =
            AtomicReferenceFieldUpdater.newUpdater(Baton.class, Offer.class, "offer");

    /** The offer that is not yet taken; null if there is none. */
    private volatile @Nullable Offer offer;

    /** The receiver of the latest offer, which runs once it has taken it; null for the caller. */
    private volatile @Nullable ThreadCoroutine holder;

    /** True if the caller demands the baton back at once because the execution has to end. */
    private volatile boolean recalled;

    private long recalledAt;
    private boolean warned;

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

    /** Takes an offer made to a body, or to the caller if null; returns false if there is none. */
    boolean take(@Nullable ThreadCoroutine self) {
        Offer current = offer;
        return current != null && current.to == self && OFFER.compareAndSet(this, current, null);
    }

    /** Takes back an offer; returns false if it was taken. */
    boolean takeBack(Offer offer) {
        return OFFER.compareAndSet(this, offer, null);
    }

    boolean isRecalled() {
        return recalled;
    }

    /** Passes the baton to a body and waits until it is back. Called by the caller. */
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

    /** Interrupts the running body, whose blocking calls then end as they would on the caller's own thread. */
    private void recall() {
        recalled = true;
        ThreadCoroutine running = holder;
        if (running != null) {
            running.interrupt();
        }
        recalledAt = System.nanoTime();
    }

    /** Waits for a body that was interrupted; logs one warning if it does not stop in time. */
    private void awaitRecalled() {
        long patience = recalledAt + PATIENCE.toNanos() - System.nanoTime();
        if (warned) {
            LockSupport.park(this);
        } else if (patience > 0) {
            LockSupport.parkNanos(this, patience);
        } else {
            warn();
        }
    }

    /** Logs where the running body is, unless it has passed the baton on while its stack was taken. */
    private void warn() {
        ThreadCoroutine running = holder;
        List<String> lines = running == null ? List.of() : running.lines();
        if (lines.isEmpty() || holder != running) {
            recalledAt = System.nanoTime(); // the current holder has had less time
            return;
        }
        warned = true;
        LOG.log(Level.WARNING, "{0} was interrupted, as the execution is to end, and still runs: {1}", running, lines);
    }

    /**
     * Offers the baton to the next body or, if none is ready, to the caller. Called by a body that stops.
     *
     * @return the offer
     * @throws StackOverflowError if the stack is too short for a hand-off; the call has then had no effect
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

    /** Undoes a hand-off whose offer was taken back: requeues the receiver and lets the stopping body continue. */
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
     * Passes the baton on as {@link #passOn} does, or returns the next body if it has not begun: it runs on the thread
     * of the one that ends.
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
            give(null); // the caller tries again, and gets the failure if that fails too
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
     * An offer of the baton, compared by identity.
     *
     * @param to the receiver; null for the caller
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
     * Forces a due {@link StackOverflowError} before a hand-off starts ("stack banging"). An offer can be taken back,
     * but a virtual thread is lost if the stack overflows while it is being woken, and endless recursion that yields on
     * the way ends exactly there.
     */
    static final class StackProbe {

        /** A depth beyond that of waking a virtual thread, even if these calls are compiled and that one is not. */
        private static final int CALLS = 64;

        private StackProbe() {}

        /**
         * Touches more of the stack than waking a thread needs.
         *
         * @throws StackOverflowError if less is left
         */
        static void check() {
            if (descend(CALLS, 1, 2, 3) == 0) {
                throw new AssertionError("a sum of positive numbers");
            }
        }

        /** Sums its arguments, so that the JIT keeps them on the stack and does not remove the calls. */
        private static long descend(int calls, long a, long b, long c) {
            return calls == 0 ? a : descend(calls - 1, b, c, a) + a + b + c;
        }
    }
}
