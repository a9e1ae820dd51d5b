package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of an execution, its own and those of nested calls; the earliest counts. An interrupt of the calling
 * thread ends the execution too.
 *
 * <p>Deadlines are added and removed by the thread that runs. The calling thread looks at them also while a body runs.
 */
final class Deadlines {

    private final Thread caller = Thread.currentThread();
    private List<Deadline> deadlines = List.of();
    private volatile @Nullable Deadline first;

    /** The deadline that has ended the execution; null if none has. */
    private volatile @Nullable Deadline expired;

    /** The failure of the calls whose result has come too late; null if there is none so far. */
    private @Nullable BatchTimeoutException tooLate;

    /** Adds a deadline and returns it; does nothing if the timeout is null. */
    @Nullable
    Deadline add(@Nullable Duration timeout) {
        if (timeout == null) {
            return null;
        }
        Deadline added = Deadline.of(timeout);
        deadlines = deadlines.isEmpty() ? new ArrayList<>(2) : deadlines;
        deadlines.add(added);
        choose();
        return added;
    }

    /** Adds the deadlines of the execution inside which this one runs. */
    void addAll(Deadlines around) {
        if (!around.deadlines.isEmpty()) {
            deadlines = new ArrayList<>(around.deadlines);
            choose();
        }
    }

    void remove(@Nullable Deadline limit) {
        if (limit != null && !deadlines.isEmpty()) {
            deadlines.remove(limit);
            choose();
        }
    }

    void clear() {
        expired = null;
        tooLate = null;
        if (!deadlines.isEmpty()) {
            deadlines.clear();
            choose();
        }
    }

    private void choose() {
        Deadline earliest = null;
        for (Deadline limit : deadlines) {
            earliest = limit.isBefore(earliest) ? limit : earliest;
        }
        first = earliest;
        LockSupport.unpark(caller); // it may be parked without a deadline, or until a later one
    }

    /**
     * Returns true if a deadline has passed. Expiry is final, even if the deadline is removed afterwards: a body that
     * is interrupted for it may be returning just in time, and must not continue with a stray interrupt.
     */
    boolean expire() {
        Deadline limit = first;
        if (limit != null && limit.hasPassed()) {
            expired = limit;
        }
        return expired != null;
    }

    /** True if {@link #check} would end the execution. */
    boolean shouldStop() {
        return Thread.currentThread().isInterrupted() || expire();
    }

    /**
     * Ends the execution if its thread was interrupted or a deadline has passed.
     *
     * @param meanwhile the activity that is ended: {@code while waiting for a batch}
     * @param places the places in the program that are waiting
     */
    void check(Supplier<String> meanwhile, Supplier<List<String>> places) {
        RuntimeException end = null;
        if (Thread.currentThread().isInterrupted()) {
            end = new BatchInterruptedException("interrupted " + meanwhile.get());
        } else if (expire()) {
            end = tooLate == null ? timedOut(meanwhile.get()) : tooLate;
        }
        if (end != null) {
            GeneratorTrace.add(end, places.get());
            throw end;
        }
    }

    /**
     * The failure of a call that has ended after its deadline.
     *
     * @param failure the failure of the call itself, which is attached; null if it has a result
     */
    BatchTimeoutException tooLate(@Nullable Throwable failure) {
        if (tooLate == null) {
            tooLate = timedOut("before its result was there");
        }
        if (failure != null) {
            Throwables.attach(tooLate, List.of(failure));
        }
        return tooLate;
    }

    private BatchTimeoutException timedOut(String meanwhile) {
        return Casts.castNonNull(expired).timedOut(meanwhile);
    }

    /** The earliest deadline; null if there is none. */
    @Nullable
    Deadline first() {
        return first;
    }

    /** Parks the calling thread, at most until the earliest deadline. */
    void park(Object blocker) {
        Deadline limit = first;
        if (limit == null) {
            LockSupport.park(blocker);
        } else {
            LockSupport.parkNanos(blocker, limit.end() - System.nanoTime());
        }
    }
}
