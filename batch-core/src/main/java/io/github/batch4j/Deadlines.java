package io.github.batch4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when an execution may take: until its thread is interrupted, or the first of the ends that its executor and the
 * calls inside it have set. Changed by whoever runs the execution, looked at by its calling thread also while a body
 * runs.
 */
final class Deadlines {

    private final Thread caller = Thread.currentThread();
    private List<Deadline> deadlines = List.of();
    private volatile @Nullable Deadline first;

    /** The one that has ended the execution. */
    private @Nullable Deadline expired;

    /** The failure of those whose result has come too late; null if there is none so far. */
    private @Nullable BatchTimeoutException tooLate;

    /** One end: when, and how long it was until then. */
    record Deadline(Duration timeout, long end) {

        static Deadline of(Duration timeout) {
            return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
        }

        boolean hasPassed() {
            return System.nanoTime() - end >= 0;
        }

        boolean isBefore(@Nullable Deadline other) {
            return other == null || end - other.end < 0;
        }
    }

    /** Adds a limit, unless there is none to be added. */
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

    /** Adds those of another execution, amid which this one runs. */
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
        LockSupport.unpark(caller); // who waits without a limit, or for a later one
    }

    /**
     * Tells if time is up. Once it is there is no way back: whoever is interrupted for it may just be returning in
     * time, and would go on with an interrupt that nobody knows of.
     */
    boolean expire() {
        Deadline limit = first;
        if (limit != null && limit.hasPassed()) {
            expired = limit;
        }
        return expired != null;
    }

    /** Whether {@link #check} would end the execution. */
    boolean shouldStop() {
        return Thread.currentThread().isInterrupted() || expire();
    }

    /**
     * Ends the execution if its thread was interrupted or its time is up.
     *
     * @param meanwhile what was going on: {@code before anything was sent}
     * @param places where that was
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
     * The failure of a call whose time was up when it came to its end.
     *
     * @param failure what else it has failed with, attached to this one; null if it has a result
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
        return new BatchTimeoutException("timed out after " + timeout() + ", " + meanwhile);
    }

    private String timeout() {
        Duration timeout = Casts.castNonNull(expired).timeout;
        return timeout.toMillis() == 0 ? timeout.toNanos() + " ns" : timeout.toMillis() + " ms";
    }

    /** Parks the calling thread at most until time is up. */
    void park(Object blocker) {
        Deadline limit = first;
        if (limit == null) {
            LockSupport.park(blocker);
        } else {
            LockSupport.parkNanos(blocker, limit.end - System.nanoTime());
        }
    }
}
