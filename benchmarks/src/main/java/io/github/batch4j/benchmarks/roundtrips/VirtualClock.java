package io.github.batch4j.benchmarks.roundtrips;

import io.github.batch4j.BatchListener;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clock of an execution: time passes only while the thread that executes waits for an answer, and then jumps to the
 * next one. So the times of stores are exact, and the same in every run.
 */
final class VirtualClock implements BatchListener {

    private final Thread caller = Thread.currentThread();
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(Comparator.comparingLong(Pending::at));
    private long now;
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean done;

    /** An answer that is on its way. */
    private record Pending(long at, Runnable arrival) {}

    /** Returns a stage that is completed after some time. */
    synchronized <T> CompletableFuture<T> after(long micros, Supplier<T> answer) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        pending.add(new Pending(now + micros, () -> stage.complete(answer.get())));
        return stage;
    }

    @Override
    public void onAnswer(SentBatch batch, Duration took, @Nullable Throwable failure) {
        answered.incrementAndGet();
    }

    /** Runs something that executes on the current thread; returns the time that it took, in microseconds. */
    long time(Runnable execution) throws InterruptedException {
        Thread ticking = new Thread(this::tick, "virtual clock");
        ticking.setDaemon(true);
        ticking.start();
        try {
            execution.run();
        } finally {
            done = true;
            ticking.join();
        }
        synchronized (this) {
            return now;
        }
    }

    private void tick() {
        while (!done) {
            if (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
                continue;
            }
            Pending next;
            synchronized (this) {
                next = pending.poll();
                if (next != null) {
                    now = next.at;
                }
            }
            if (next != null) {
                int before = answered.get();
                next.arrival.run();
                while (answered.get() == before && !done) { // until then it may still look as if it waited
                    Thread.onSpinWait();
                }
            }
        }
    }
}
