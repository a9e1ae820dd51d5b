package io.github.batch4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the operations of a batch, in the order in which they came, and how many of them have been told.
 *
 * <p>The children of a list ask one after the other, so waiters come in runs: one frame, slot after slot. Only runs are
 * kept, in parallel arrays, and a run is told as a whole where that is possible.
 */
final class Waiters {

    private @Nullable Waiter[] owners;

    /** For each run the slot and the number of its first waiter, one behind the other. */
    private int[] firsts;

    private int runs;
    private int size;

    /** The next to be told, and the run that it is in. */
    private int told;

    private int run;

    /** The level of the first waiter. It stands here since in a batch it would cost room. */
    private final int level;

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

    /**
     * Adds a waiter.
     *
     * @param expected how many more are likely to come
     */
    void add(Waiter owner, int slot, int expected) {
        int last = runs - 1;
        if (last < 0 || owners[last] != owner || slot(last, size) != slot) {
            begin(owner, slot, expected);
        }
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

    int untold() {
        return size - told;
    }

    /** The number of the next to be told. */
    int next() {
        return told;
    }

    Waiter nextWaiter() {
        return Casts.castNonNull(owners[run]);
    }

    int nextSlot() {
        return slot(run, told);
    }

    /** How many of the run are still to be told. */
    int leftOfRun() {
        return (run + 1 < runs ? firsts[2 * run + 3] : size) - told;
    }

    /** Goes on to the next one, by some steps within the run. */
    void advance(int steps) {
        int left = leftOfRun();
        told += steps;
        if (steps == left) {
            owners[run++] = null;
        }
    }

    /** The owners that are still to be told and of which a waiter is one of those given, each once for a run. */
    List<Waiter> owners(IntPredicate waiter) {
        List<Waiter> found = new ArrayList<>();
        for (int i = run; i < runs; i++) {
            int from = i == run ? told : firsts[2 * i + 1];
            int to = i + 1 < runs ? firsts[2 * i + 3] : size;
            if (IntStream.range(from, to).anyMatch(waiter)) {
                found.add(Casts.castNonNull(owners[i]));
            }
        }
        return found;
    }

    /** The owners that are still to be told, each once for a run. */
    List<Waiter> owners() {
        List<Waiter> waiting = new ArrayList<>();
        for (int i = run; i < runs; i++) {
            waiting.add(Casts.castNonNull(owners[i]));
        }
        return waiting;
    }

    /** One who waits for answers, known here by identity alone: the engine's frames. */
    abstract static class Waiter {}
}
