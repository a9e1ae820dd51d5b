package io.github.batch4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The waiters of the operations of a batch, in order of arrival, and a cursor at the next one to be resumed.
 *
 * <p>The children of a list yield one after the other, so waiters come in runs: one frame, consecutive slots. Only runs
 * are stored, in parallel arrays, and where possible a run is resumed as a whole.
 */
final class Waiters {

    /** The number of runs whose owners are counted: batches are compared again and again while they grow. */
    private static final int COUNTED = 200;

    private @Nullable Waiter[] owners;

    /** The slot and the number of the first waiter of each run, interleaved. */
    private int[] firsts;

    private int runs;
    private int size;

    /** The number of the next waiter to be resumed, and its run. */
    private int next;

    private int run;

    /** The level of the first waiter. It is kept here because a field in {@link Batch} would enlarge that. */
    private final int level;

    /** The rank of the earliest waiter in the program, see {@link Batch#rank}. */
    private int rank = Integer.MAX_VALUE;

    Waiters(int capacity, int level) {
        this.level = level;
        owners = new Waiter[capacity];
        firsts = new int[2 * capacity];
    }

    int size() {
        return size;
    }

    int level() {
        return level;
    }

    int rank() {
        return rank;
    }

    /**
     * The number of frames that can go on, and may ask for more, once all are resumed; of many waiters, only the first
     * are counted. None has been resumed so far.
     *
     * @param count a number that was not used before
     */
    int movers(int count) {
        int movers = 0;
        for (int i = 0; i < Math.min(runs, COUNTED); i++) {
            int to = i + 1 < runs ? firsts[2 * i + 3] : size;
            movers += Casts.castNonNull(owners[i]).expect(firsts[2 * i], to - firsts[2 * i + 1], count);
        }
        return movers;
    }

    /**
     * Adds a waiter.
     *
     * @param expected how many more are likely to come
     * @param rank its rank in the program
     */
    void add(Waiter owner, int slot, int expected, int rank) {
        int last = runs - 1;
        if (last < 0 || owners[last] != owner || slot(last, size) != slot) {
            begin(owner, slot, expected);
        }
        // Not of a new run only: a body, which runs late, may ask for a later slot with an earlier rank.
        this.rank = Math.min(this.rank, rank);
        size++;
    }

    private void begin(Waiter owner, int slot, int expected) {
        if (runs == owners.length) {
            owners = Arrays.copyOf(owners, OperationSet.grown(runs, expected));
            firsts = Arrays.copyOf(firsts, 2 * owners.length);
        }
        owners[runs] = owner;
        firsts[2 * runs] = slot;
        firsts[2 * runs + 1] = size;
        runs++;
    }

    /** The slot of a waiter, given the run that it is in. */
    private int slot(int run, int waiter) {
        return firsts[2 * run] + (waiter - firsts[2 * run + 1]);
    }

    /** The number of waiters that are still to be resumed. */
    int remaining() {
        return size - next;
    }

    /** The number of the next waiter to be resumed. */
    int next() {
        return next;
    }

    Waiter nextWaiter() {
        return Casts.castNonNull(owners[run]);
    }

    int nextSlot() {
        return slot(run, next);
    }

    /** The number of waiters of the current run that are still to be resumed. */
    int leftOfRun() {
        return (run + 1 < runs ? firsts[2 * run + 3] : size) - next;
    }

    /** Advances the cursor by some waiters, at most to the end of the run. */
    void advance(int steps) {
        int left = leftOfRun();
        next += steps;
        if (steps == left) {
            owners[run++] = null;
        }
    }

    /** The owners of remaining waiters that match a predicate, once per run. */
    List<Waiter> owners(IntPredicate waiter) {
        List<Waiter> found = new ArrayList<>();
        for (int i = run; i < runs; i++) {
            int from = i == run ? next : firsts[2 * i + 1];
            int to = i + 1 < runs ? firsts[2 * i + 3] : size;
            if (IntStream.range(from, to).anyMatch(waiter)) {
                found.add(Casts.castNonNull(owners[i]));
            }
        }
        return found;
    }

    /**
     * The calls that asked for operations, of each the first; empty if they are not known. No waiter has been resumed.
     *
     * @param operations the number of operations
     * @param index the operation of each waiter
     */
    List<Caller> callers(int operations, IntUnaryOperator index) {
        Caller[] callers = new Caller[operations];
        for (int i = 0; i < runs; i++) {
            Caller asker = Casts.castNonNull(owners[i]).asker();
            if (asker == null) {
                return List.of();
            }
            int to = i + 1 < runs ? firsts[2 * i + 3] : size;
            for (int waiter = firsts[2 * i + 1]; waiter < to; waiter++) {
                int operation = index.applyAsInt(waiter);
                callers[operation] = callers[operation] == null ? asker : callers[operation];
            }
        }
        return List.of(callers);
    }

    /** The owners of the remaining waiters, once per run. */
    List<Waiter> owners() {
        List<Waiter> waiting = new ArrayList<>();
        for (int i = run; i < runs; i++) {
            waiting.add(Casts.castNonNull(owners[i]));
        }
        return waiting;
    }

    /** The owner of waiters, a frame of the engine; compared here by identity only. */
    abstract static class Waiter {

        /** The innermost call of the program that asked for what this waits for; null if that is not known. */
        abstract @Nullable Caller asker();

        /**
         * Expects answers for some slots.
         *
         * @param slot the first slot
         * @param answers the number of answers
         * @param count the number of the count that they belong to: those expected in others are forgotten
         * @return the number of frames, this or others that wait for it, that go on with them and may ask for more; 0
         *     if they are only collected, together with others that are still to come
         */
        abstract int expect(int slot, int answers, int count);
    }
}
