package io.github.batch4j;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call of a batcher, and the answer that comes back. */
final class BatchCall extends RunQueue.Delivery {

    final Batch batch;

    /** The number of the step in which it is made, or which it prepares. */
    final int step;

    /** Null if nobody listens, which spares all looks at the clock. */
    private ExecutionListeners.@Nullable Call notice;

    /** Both set as long as the answer is to come later, and to be read. */
    private @Nullable CompletionStage<?> stage;

    private @Nullable AnswerCell cell;

    /** Null if this has let it know what has become of the batch. */
    private @Nullable Engine engine;

    /** Null if no answers are kept. */
    private final CachedBatch.@Nullable Reads asked;

    BatchCall(Batch batch, Engine engine, int step) {
        this.batch = batch;
        this.step = step;
        this.engine = engine;
        this.asked = engine.reads(batch);
    }

    /** Tells listeners, if there are any, that the call is about to be made. */
    void announce(ExecutionListeners.@Nullable Call notice) {
        if (notice != null) {
            notice.send();
            this.notice = notice;
        }
    }

    /** Notes that the answer comes through a stage, and lets a thread know when it has come. */
    void answersThrough(CompletionStage<?> stage, Thread waiter) {
        AnswerCell receiving = new AnswerCell(waiter, notice != null);
        this.stage = stage;
        this.cell = receiving;
        receiving.receiveFrom(stage);
    }

    /** Whether the answer is still to come. */
    boolean isOpen() {
        return cell != null && !cell.hasArrived();
    }

    /** Fails the call before there is a stage to answer it. */
    void fail(Throwable thrown) {
        giveUpStage();
        batch.fail(thrown);
        stop();
    }

    private void giveUpStage() {
        if (cell != null) {
            cell.giveUp();
        }
        stage = null;
        cell = null;
    }

    /** Notes when the answer was there. */
    void stop() {
        if (notice != null) {
            notice.stop(System.nanoTime());
        }
    }

    /** Gives the answer to the batch if it came through a stage, and tells of it. */
    void end() {
        end(true);
    }

    private void end(boolean awaited) {
        if (cell != null) {
            Throwable failure = cell.failure();
            Object answer = cell.answer();
            if (failure != null) {
                batch.fail(Throwables.unwrap(failure));
            } else if (awaited || !(answer instanceof BatchResults<?> results && results.isToBeComputed())) {
                batch.answer(answer, "sendBatch");
            }
            if (notice != null) {
                notice.stop(cell.stopped());
            }
            stage = null;
            cell = null;
        }
        noteOutcome(false);
        tell(batch.failure());
    }

    /** Ends it with the execution: the stage is cancelled, if it can be, and listeners hear what has become of it. */
    void cancel() {
        CompletionStage<?> cancelled = isOpen() ? stage : null;
        if (cancelled == null) {
            end(false); // to compute answers for nobody would keep whoever waits for the end
            return;
        }
        giveUpStage();
        Stages.cancel(cancelled);
        tellCancelled();
    }

    /** Tells that the execution has ended before the answer came. */
    void tellCancelled() {
        noteOutcome(true);
        stop();
        tell(ExecutionListeners.Call.cancelled());
    }

    private void noteOutcome(boolean givenUp) {
        Engine noting = engine;
        if (noting != null) {
            engine = null;
            noting.note(batch, asked, givenUp);
        }
    }

    private void tell(@Nullable Throwable failure) {
        ExecutionListeners.Call telling = notice;
        if (telling != null) {
            notice = null;
            telling.answer(failure);
        }
    }

    /** The places at which the first waiter waits. */
    List<String> places() {
        Waiters waiters = batch.waiters();
        return waiters.untold() == 0 ? List.of() : ((Frame) waiters.nextWaiter()).places(waiters.nextSlot());
    }

    @Override
    int undelivered() {
        return batch.waiters().untold();
    }

    /** Calls the waiters directly, not by way of the engine: it is idle, and these are the hottest calls of all. */
    @Override
    void deliver(Engine engine) {
        engine.goOnAt(batch.level() + 1);
        Waiters waiters = batch.waiters();
        Object[] inOrder = batch.answersInOrder();
        while (waiters.untold() > 0 && engine.isIdle()) {
            int waiter = waiters.next();
            Frame frame = (Frame) waiters.nextWaiter();
            int slot = waiters.nextSlot();
            if (inOrder != null && frame instanceof FanOut.FanOutFrame list) {
                int count = waiters.leftOfRun();
                waiters.advance(count);
                list.resumeRun(engine, slot, inOrder, waiter, count);
            } else {
                waiters.advance(1);
                deliver(engine, frame, slot, batch.outcome(waiter));
            }
        }
    }

    private static void deliver(Engine engine, Frame frame, int slot, @Nullable Object outcome) {
        if (outcome instanceof Failure failure) {
            frame.fail(engine, slot, failure);
        } else {
            frame.resume(engine, slot, outcome);
        }
    }

    @Override
    public String toString() {
        return batch.toString();
    }

    /** Calls in the order in which they were added. */
    static final class Queue {

        private @Nullable BatchCall first;
        private @Nullable BatchCall last;

        boolean isEmpty() {
            return first == null;
        }

        void add(BatchCall call) {
            if (last == null) {
                first = call;
            } else {
                last.next = call;
            }
            last = call;
        }

        @Nullable
        BatchCall poll() {
            BatchCall polled = first;
            if (polled != null) {
                first = (BatchCall) polled.next;
                polled.next = null;
                last = first == null ? null : last;
            }
            return polled;
        }

        /** The first one whose answer is still to come. */
        @Nullable
        BatchCall open() {
            BatchCall call = first;
            while (call != null && !call.isOpen()) {
                call = (BatchCall) call.next;
            }
            return call;
        }
    }

    /**
     * Where a stage leaves its answer, on whatever thread that comes.
     *
     * <p>It is all that the stage knows of the execution, and when it is given up it knows nothing: a stage that cannot be
     * cancelled, or is never completed, may be held by somebody for ever, and must not hold a whole execution with it.
     */
    static final class AnswerCell {

        private final boolean timed;

        /** Who is to be woken by the answer; null when it has come or is no longer waited for. */
        private @Nullable Thread waiter;

        private boolean arrived;
        private @Nullable Object answer;
        private @Nullable Throwable failure;
        private long stopped;

        /**
         * Makes an empty cell.
         *
         * @param timed whether to look at the clock when the answer comes
         */
        AnswerCell(Thread waiter, boolean timed) {
            this.waiter = waiter;
            this.timed = timed;
        }

        void receiveFrom(CompletionStage<?> stage) {
            stage.whenComplete(this::arrive);
        }

        private void arrive(@Nullable Object answer, @Nullable Throwable failure) {
            Thread waiting;
            synchronized (this) {
                waiting = waiter;
                if (waiting == null) {
                    return;
                }
                this.waiter = null;
                this.answer = answer;
                this.failure = failure;
                this.stopped = timed ? System.nanoTime() : 0;
                this.arrived = true;
            }
            LockSupport.unpark(waiting);
        }

        synchronized boolean hasArrived() {
            return arrived;
        }

        /** Takes nothing any more. */
        synchronized void giveUp() {
            waiter = null;
        }

        // What has arrived, for the thread that has seen that it has.

        @Nullable
        Object answer() {
            return answer;
        }

        @Nullable
        Throwable failure() {
            return failure;
        }

        long stopped() {
            return stopped;
        }
    }
}
