package io.github.batch4j;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The stages that an execution waits for beside its batches, those of {@link BatchGenerator#fromStage}.
 *
 * <p>They hold nothing up: batches are sent while they are open, and only when nothing else is left does the calling
 * thread park for them. What they lead to joins the batches that are pending when they have been completed.
 */
final class AwaitedStages {

    private final Engine engine;
    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    /** Those whose outcome is not delivered, oldest first. */
    private final Set<Waiter> waiters = new LinkedHashSet<>();

    AwaitedStages(Engine engine) {
        this.engine = engine;
    }

    void await(CompletionStage<?> stage, Frame parent, int slot) {
        Waiter waiter = new Waiter(engine, parent, slot, stage);
        try {
            waiter.cell.receiveFrom(stage, arrivals, waiter);
        } catch (Throwable broken) {
            waiter.cell.giveUp();
            throw broken;
        }
        waiter.node = engine.open().add(waiter);
        waiters.add(waiter);
    }

    /** True if a stage is open, or completed and not delivered. */
    boolean isWaiting() {
        return !waiters.isEmpty();
    }

    boolean hasArrived() {
        return !arrivals.isEmpty();
    }

    /** Sets the engine's next instruction: deliver the outcome that has come first. Returns false if there is none. */
    boolean deliverNext() {
        Arrival arrival = arrivals.poll();
        if (arrival == null) {
            return false;
        }
        Waiter waiter = arrival.waiter;
        waiters.remove(waiter);
        engine.open().remove(waiter.node);
        engine.setLevel(waiter.level);
        engine.recorder.setCauses(waiter.causes);
        if (arrival.failure == null) {
            engine.resume(waiter.parent, waiter.slot, arrival.answer);
        } else {
            Throwable failure = Throwables.unwrap(arrival.failure);
            engine.fail(waiter.parent, waiter.slot, Failure.at(Waiter.PLACE, failure));
        }
        return true;
    }

    /** Parks the calling thread until a stage is completed, or the execution has to end. */
    void awaitArrival() {
        while (arrivals.isEmpty()) {
            engine.deadlines().park(this);
            if (arrivals.isEmpty()) {
                engine.deadlines().check(() -> "while waiting for " + this, this::places);
            }
        }
    }

    /** The places in the program that wait for the oldest. */
    private List<String> places() {
        Waiter oldest = waiters.iterator().next();
        return oldest.parent.places(oldest.slot);
    }

    @Override
    public String toString() {
        return Names.count(waiters.size(), "stage");
    }

    /** The outcome of a stage. */
    private record Arrival(
            Waiter waiter,
            @Nullable Object answer,
            @Nullable Throwable failure) {}

    /** The place in the program that waits for one stage. */
    private static final class Waiter implements OpenFrames.OpenFrame {

        static final String PLACE = "fromStage";

        private final Cell cell = new Cell();
        private final Frame parent;
        private final int slot;
        private final CompletionStage<?> stage;
        private final int level;
        private final Trail[] causes;
        private OpenFrames.@Nullable Node node;

        Waiter(Engine engine, Frame parent, int slot, CompletionStage<?> stage) {
            this.parent = parent;
            this.slot = slot;
            this.stage = stage;
            this.level = engine.level();
            this.causes = engine.recorder.causes();
        }

        @Override
        public void close() {
            cell.giveUp();
            Stages.cancel(stage);
        }
    }

    /**
     * The stage's only reference to the execution, cleared when that no longer waits: a stage that is never completed
     * may be kept for ever by others.
     */
    private static final class Cell implements BiConsumer<@Nullable Object, @Nullable Throwable> {

        private @Nullable ConcurrentLinkedQueue<Arrival> arrivals;
        private @Nullable Waiter waiter;
        private @Nullable Thread thread;

        void receiveFrom(CompletionStage<?> stage, ConcurrentLinkedQueue<Arrival> arrivals, Waiter waiter) {
            synchronized (this) {
                this.arrivals = arrivals;
                this.waiter = waiter;
                this.thread = Thread.currentThread();
            }
            stage.whenComplete(this);
        }

        @Override
        public void accept(@Nullable Object answer, @Nullable Throwable failure) {
            Thread waiting;
            synchronized (this) {
                if (arrivals == null || waiter == null) {
                    return;
                }
                arrivals.add(new Arrival(waiter, answer, failure));
                waiting = thread;
                giveUp();
            }
            LockSupport.unpark(waiting);
        }

        synchronized void giveUp() {
            arrivals = null;
            waiter = null;
            thread = null;
        }
    }
}
