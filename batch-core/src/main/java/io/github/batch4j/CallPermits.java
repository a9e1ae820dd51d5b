package io.github.batch4j;

import io.github.batch4j.WaitingBatch.State;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that may be under way at once, and the queue of the batches that found none free, oldest first.
 *
 * <p>A permit that becomes free goes to the oldest batch, which is woken as its owner; the number of permits in use
 * does not change meanwhile, so a newcomer cannot overtake. A permit is free only if the queue is empty. A batch that
 * was taken along and is too large for the call gets a permit that has become free meanwhile, or its old place. The
 * owner then takes along the batches that it may, so a thread that frees a permit never does the work of another.
 *
 * <p>One lock guards all of it, for a few field accesses at a time; nothing blocks within. The only foreign code that
 * runs there is the equality of batchers and partitions, and that only if their hash codes are equal.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // the counts are written with the lock held
final class CallPermits {

    /** Marks the threads that own a permit: a nested call on the same thread must not wait for another one. */
    private final ThreadLocal<@Nullable Boolean> owned = new ThreadLocal<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final int most;

    /** The longest time in the queue; null if there is no limit. */
    private final @Nullable Duration maxWait;

    private @Nullable WaitingBatch first;
    private @Nullable WaitingBatch last;
    private long arrivals;

    // Written with the lock held, read by gauges without.
    private volatile int inUse;
    private volatile int waiting;
    private volatile long merged;
    private volatile long failed;

    CallPermits(int most, @Nullable Duration maxWait) {
        this.most = most;
        this.maxWait = maxWait;
    }

    int most() {
        return most;
    }

    int inUse() {
        return inUse;
    }

    int waiting() {
        return waiting;
    }

    /** The number of batches that have been answered by the call of another one. */
    long merged() {
        return merged;
    }

    /** The number of merged calls that have failed. */
    long failed() {
        return failed;
    }

    /** True if the current thread runs a call in one of these permits. */
    boolean isOwner() {
        return owned.get() != null;
    }

    /** Marks the current thread as the owner of a permit. */
    void own() {
        owned.set(Boolean.TRUE);
    }

    /** Takes a free permit; returns false if there is none. */
    boolean tryAcquire() {
        lock.lock();
        try {
            if (inUse == most) {
                return false;
            }
            inUse++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a permit, or for the answer of a merged call. Afterwards the batch is leading or answered.
     *
     * @throws RuntimeException if its asker is interrupted or its deadline passes; it has left the queue then
     */
    void await(WaitingBatch batch) {
        while (true) {
            State state = batch.state;
            if (state == State.ANSWERED) {
                return;
            }
            if (batch.shouldLeave()) {
                if (leave(batch)) {
                    throw batch.left();
                }
            } else if (state == State.LEADING) {
                return;
            } else if (state == State.WAITING && batch.waitEnd != null && batch.waitEnd.hasPassed()) {
                BatchTimeoutException tooLong = waitedTooLong(batch);
                if (leave(batch)) {
                    throw tooLong;
                }
            } else {
                park(state == State.WAITING ? earlier(batch.deadline, batch.waitEnd) : batch.deadline);
            }
        }
    }

    private void park(@Nullable Deadline end) {
        if (end == null) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, end.end() - System.nanoTime());
        }
    }

    private static @Nullable Deadline earlier(@Nullable Deadline one, @Nullable Deadline other) {
        return other == null || (one != null && one.isBefore(other)) ? one : other;
    }

    private BatchTimeoutException waitedTooLong(WaitingBatch batch) {
        return Objects.requireNonNull(batch.waitEnd)
                .timedOut("the longest wait of these SharedCalls: " + batch.name() + " waited for a shared call while "
                        + inUse + " of " + most + " were under way and " + waiting
                        + " batches waited; look for calls that do not end, and for a store that is slow or away");
    }

    /** Adds a new batch, or gives it a permit that has become free meanwhile. */
    void add(WaitingBatch batch) {
        lock.lock();
        try {
            batch.number = ++arrivals;
            batch.waitEnd = waitEnd();
            assign(batch);
        } finally {
            lock.unlock();
        }
    }

    /** The end of a wait that begins now; null if there is no limit. */
    private @Nullable Deadline waitEnd() {
        return maxWait == null ? null : Deadline.of(maxWait);
    }

    /** Gives a batch a free permit, or puts it into the queue in the order of arrival. */
    private void assign(WaitingBatch batch) {
        if (inUse < most) {
            inUse++;
            batch.state = State.LEADING;
            return;
        }
        batch.state = State.WAITING;
        WaitingBatch before = last;
        while (before != null && before.number > batch.number) {
            before = before.previous;
        }
        link(batch, before);
    }

    private void link(WaitingBatch batch, @Nullable WaitingBatch before) {
        WaitingBatch after = before == null ? first : before.next;
        batch.previous = before;
        batch.next = after;
        if (before == null) {
            first = batch;
        } else {
            before.next = batch;
        }
        if (after == null) {
            last = batch;
        } else {
            after.previous = batch;
        }
        waiting++;
    }

    private void unlink(WaitingBatch batch) {
        WaitingBatch before = batch.previous;
        WaitingBatch after = batch.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        batch.previous = null;
        batch.next = null;
        waiting--;
    }

    /**
     * Gives up waiting; a permit that the batch has got and not used is passed on.
     *
     * @return false if there was nothing to give up, since the batch runs or is answered
     */
    boolean leave(WaitingBatch batch) {
        WaitingBatch woken = null;
        lock.lock();
        try {
            State state = batch.state;
            if (state == State.WAITING) {
                unlink(batch);
            } else if (state == State.LEADING) {
                woken = pass();
            } else if (state != State.TAKEN) {
                return false;
            }
            batch.state = State.OUT;
        } finally {
            lock.unlock();
        }
        wake(woken);
        return true;
    }

    /** Frees a permit of the current thread. */
    void release() {
        owned.remove();
        WaitingBatch woken;
        lock.lock();
        try {
            woken = pass();
        } finally {
            lock.unlock();
        }
        wake(woken);
    }

    /** Passes a permit to the oldest batch, which is to be woken; frees it if there is none. */
    private @Nullable WaitingBatch pass() {
        WaitingBatch oldest = first;
        if (oldest == null) {
            inUse--;
        } else {
            unlink(oldest);
            oldest.state = State.LEADING;
        }
        return oldest;
    }

    private static void wake(@Nullable WaitingBatch batch) {
        if (batch != null) {
            LockSupport.unpark(batch.thread);
        }
    }

    /**
     * Takes along the batches that may be part of a leader's call, oldest first, until one is too large; they are
     * linked behind the last one of the call. The first one is taken even if it is too large, since its operations may
     * be those of the call.
     *
     * @param room the number of operations that the call may have in addition
     * @return true if one was too large
     */
    boolean takeAlong(WaitingBatch leader, WaitingBatch lastOfCall, int room) {
        WaitingBatch end = lastOfCall;
        int left = room;
        lock.lock();
        try {
            WaitingBatch batch = first;
            while (batch != null && left >= 0) {
                WaitingBatch after = batch.next;
                if (leader.mayTake(batch)) {
                    left -= batch.operations.size();
                    if (left >= 0 || end == lastOfCall) {
                        unlink(batch);
                        batch.state = State.TAKEN;
                        end.next = batch;
                        end = batch;
                    }
                }
                batch = after;
            }
            return left < 0;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a batch that was taken along wait again, since it is too large. */
    void putBack(WaitingBatch batch) {
        lock.lock();
        try {
            waitAgain(batch);
        } finally {
            lock.unlock();
        }
    }

    private void waitAgain(WaitingBatch batch) {
        if (batch.state != State.OUT) {
            assign(batch);
            if (batch.state == State.LEADING) {
                wake(batch);
            }
        }
    }

    /** Wakes the batches behind the leader of a merged call, whose answers are set. */
    void answer(WaitingBatch leader) {
        end(leader, true);
    }

    /** Wakes the batches behind the leader of a merged call, whose failures are set. */
    void fail(WaitingBatch leader) {
        end(leader, false);
    }

    private void end(WaitingBatch leader, boolean isAnswered) {
        int ended = 0;
        lock.lock();
        try {
            for (WaitingBatch batch = leader.next; batch != null; batch = batch.next) {
                if (batch.state != State.OUT) {
                    batch.state = State.ANSWERED;
                    ended++;
                }
            }
            if (isAnswered) {
                merged += ended;
            } else {
                failed++;
            }
        } finally {
            lock.unlock();
        }
        for (WaitingBatch batch = leader.next; batch != null; batch = batch.next) {
            LockSupport.unpark(batch.thread);
        }
    }

    /** Lets each batch of a merged call that has failed wait again, to be sent alone. The leader waits too. */
    void sendAgainAlone(WaitingBatch leader) {
        lock.lock();
        try {
            failed++;
            WaitingBatch batch = leader;
            while (batch != null) {
                WaitingBatch after = batch.next;
                batch.next = null;
                batch.isAlone = true;
                batch.waitEnd = waitEnd();
                waitAgain(batch);
                batch = after;
            }
        } finally {
            lock.unlock();
        }
    }
}
