package io.github.batch4j.benchmarks;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A group of threads that only wake each other: each runs {@link #ACTIVATIONS} times, like a body with two yields, one
 * at a time, while the caller waits.
 */
final class HandOff {

    static final int ACTIVATIONS = 3;

    private static final int CALLER = -1;

    private final Executor executor;
    private final Thread caller = Thread.currentThread();
    private final @Nullable Thread[] threads;
    private final boolean ring;
    private volatile int holder = CALLER;
    private int activations;

    private HandOff(Executor executor, int size, boolean ring) {
        this.executor = executor;
        this.threads = new @Nullable Thread[size];
        this.ring = ring;
    }

    /** Passes from thread to thread and from the last one back to the caller, which is woken once per round. */
    static int ring(Executor executor, int size) {
        HandOff handOff = new HandOff(executor, size, true);
        for (int round = 0; round < ACTIVATIONS; round++) {
            handOff.lend(0);
        }
        return handOff.activations;
    }

    /** Passes from each thread back to the caller, which wakes the next one. */
    static int star(Executor executor, int size) {
        HandOff handOff = new HandOff(executor, size, false);
        for (int round = 0; round < ACTIVATIONS; round++) {
            for (int next = 0; next < size; next++) {
                handOff.lend(next);
            }
        }
        return handOff.activations;
    }

    private void lend(int next) {
        give(next);
        await(CALLER);
    }

    private void await(int self) {
        while (holder != self) {
            LockSupport.park(this);
        }
    }

    private void give(int next) {
        holder = next;
        if (next == CALLER) {
            LockSupport.unpark(caller);
        } else if (threads[next] == null) {
            executor.execute(() -> run(next));
        } else {
            LockSupport.unpark(threads[next]);
        }
    }

    private void run(int self) {
        threads[self] = Thread.currentThread();
        int next = ring && self + 1 < threads.length ? self + 1 : CALLER;
        activations++;
        give(next);
        for (int i = 1; i < ACTIVATIONS; i++) {
            await(self);
            activations++;
            give(next);
        }
    }
}
