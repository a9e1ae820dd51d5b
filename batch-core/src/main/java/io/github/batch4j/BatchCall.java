package io.github.batch4j;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One call of a batcher with one batch, and the delivery of its answer. */
final class BatchCall extends RunQueue.Delivery {

    final Batch batch;

    /** The number of the step that the call is part of or, if layered, prepares. */
    final int step;

    /** Null if there are no listeners; the clock is then never read. */
    private ExecutionListeners.@Nullable Call notice;

    /** The pending answer, with {@link #cell}; null if there is none or it has been read. */
    private @Nullable CompletionStage<?> stage;

    private @Nullable AnswerCell cell;

    /** Null once the outcome of the batch has been recorded. */
    private @Nullable Engine engine;

    /** Null if no answers are kept. */
    private final CachedBatch.@Nullable Reads reads;

    BatchCall(Batch batch, Engine engine, int step) {
        this.batch = batch;
        this.step = step;
        this.engine = engine;
        this.reads = engine.reads(batch);
    }

    /** Notifies listeners, if there are any, that the call is about to be made. */
    void announce(ExecutionListeners.@Nullable Call notice) {
        if (notice != null) {
            notice.send();
            this.notice = notice;
        }
    }

    /** Notifies listeners that the call has returned. */
    void sent() {
        if (notice != null) {
            notice.sent();
        }
    }

    /**
     * Notifies listeners that the call has returned a stage, and receives the answer through it. Its completion unparks
     * the given thread.
     */
    void sentThrough(CompletionStage<?> stage, Thread waiter) {
        AnswerCell receiving = new AnswerCell(waiter, notice);
        this.stage = stage;
        this.cell = receiving;
        sent();
        try {
            receiving.receiveFrom(stage);
        } catch (Throwable thrown) { // by a stage of the user's own
            fail(thrown);
        }
    }

    /** True if the answer has not arrived. */
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

    /** Records the time at which the answer was there. */
    void stop() {
        if (notice != null) {
            notice.stop(System.nanoTime());
        }
    }

    /**
     * Notifies the listeners, if there are any and they were not notified, of an answer that has arrived. What is to be
     * computed of it is left for {@link #end()}.
     */
    void notifyOfArrival() {
        if (notice == null || isOpen()) {
            return;
        }
        AnswerCell arrived = cell;
        if (arrived != null && batch.partition() != null) { // to be read in there, as it may be a list that computes
            Throwable failure = arrived.failure();
            notice.stop(arrived.stopped());
            notifyListeners(failure == null ? null : Throwables.unwrap(failure));
            return;
        }
        receive(false);
        notifyListeners(batch.failureOfAll());
    }

    /** Passes an answer that came through a stage to the batch, and notifies the listeners. */
    void end() {
        end(true);
    }

    private void end(boolean awaited) {
        receive(awaited);
        recordOutcome(false);
        notifyListeners(batch.failureOfAll());
    }

    /**
     * Passes an answer that came through a stage to the batch.
     *
     * @param compute whether to compute what the user's functions have yet to make of it; if not, it stays in the cell
     */
    private void receive(boolean compute) {
        AnswerCell received = cell;
        if (received == null) {
            return;
        }
        if (notice != null) {
            notice.stop(received.stopped());
        }
        Throwable failure = received.failure();
        if (failure != null) {
            batch.fail(Throwables.unwrap(failure));
        } else if (compute || !isToBeComputed(received.answer(), batch.size())) {
            batch.answer(received.answer(), "sendBatch");
        } else {
            return;
        }
        stage = null;
        cell = null;
    }

    private static boolean isToBeComputed(@Nullable Object answer, int operations) {
        return answer instanceof BatchResults<?> results && results.isToBeComputed() && results.size() == operations;
    }

    /** Ends the call with the execution: cancels the stage, if possible, and notifies the listeners. */
    void cancel() {
        CompletionStage<?> cancelled = isOpen() ? stage : null;
        if (cancelled == null) {
            end(false); // answers that nobody will read are not computed, as that would delay the end
            giveUpStage();
            return;
        }
        giveUpStage();
        Stages.cancel(cancelled);
        notifyCancelled();
    }

    /** Notifies the listeners that the execution has ended before the answer came. */
    void notifyCancelled() {
        recordOutcome(true);
        stop();
        ExecutionListeners.Call notified = notice;
        if (notified != null) {
            notice = null;
            notified.end(ExecutionListeners.Call.cancelled());
        }
    }

    private void recordOutcome(boolean givenUp) {
        Engine recording = engine;
        if (recording != null) {
            engine = null;
            recording.recordOutcome(batch, reads, givenUp);
        }
    }

    private void notifyListeners(@Nullable Throwable failure) {
        ExecutionListeners.Call notified = notice;
        if (notified != null) {
            notice = null;
            notified.answer(failure);
        }
    }

    /** The places at which the first waiter waits. */
    List<String> places() {
        Waiters waiters = batch.waiters();
        return waiters.remaining() == 0 ? List.of() : ((Frame) waiters.nextWaiter()).places(waiters.nextSlot());
    }

    @Override
    int undelivered() {
        return batch.waiters().remaining();
    }

    /** Calls the waiters directly, without the engine's registers, since these are the hottest calls of all. */
    @Override
    void deliver(Engine engine) {
        engine.setLevel(batch.level() + 1);
        Waiters waiters = batch.waiters();
        @Nullable Object @Nullable [] inOrder = batch.answersInOrder();
        while (waiters.remaining() > 0 && engine.isIdle()) {
            int waiter = waiters.next();
            Frame frame = (Frame) waiters.nextWaiter();
            int slot = waiters.nextSlot();
            engine.recorder.delivers(batch, waiter);
            if (inOrder == null) {
                waiters.advance(1);
                deliver(engine, frame, slot, batch.outcome(waiter));
            } else if (frame instanceof FanOut.FanOutFrame list) {
                int count = waiters.leftOfRun();
                waiters.advance(count);
                list.resumeRun(engine, slot, inOrder, waiter, count);
            } else {
                waiters.advance(1);
                frame.resume(engine, slot, inOrder[waiter]);
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

    /** A FIFO queue of calls, linked through {@link Delivery#next}. */
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

        /** Takes out the first call whose answer has arrived; null if there is none. */
        @Nullable
        BatchCall pollArrived() {
            BatchCall before = null;
            BatchCall call = first;
            while (call != null && call.isOpen()) {
                before = call;
                call = (BatchCall) call.next;
            }
            if (call == null) {
                return null;
            }
            if (before == null) {
                return poll();
            }
            before.next = call.next;
            call.next = null;
            if (call == last) {
                last = before;
            }
            return call;
        }

        boolean hasArrived() {
            BatchCall call = first;
            while (call != null && call.isOpen()) {
                call = (BatchCall) call.next;
            }
            return call != null;
        }

        /** Notifies listeners of the answers that have arrived. */
        void notifyOfArrivals() {
            for (BatchCall call = first; call != null; call = (BatchCall) call.next) {
                call.notifyOfArrival();
            }
        }

        /** The first call whose answer has not arrived. */
        @Nullable
        BatchCall open() {
            BatchCall call = first;
            while (call != null && !call.isOpen()) {
                call = (BatchCall) call.next;
            }
            return call;
        }
    }
}
