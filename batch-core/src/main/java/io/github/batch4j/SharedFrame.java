package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run of a {@link SharedGenerator}, and those who wait for it. */
final class SharedFrame extends Frame implements OpenFrames.WaitedFor, MemoizedGenerator.State {

    /** The number of waiters that are counted to compare batches. */
    private static final int COUNTED = 100;

    private final MemoizedGenerator<?> generator;
    private final MemoizedGenerator.Memo memo;
    private final Engine engine;
    private final Memos memos;
    private final @Nullable Object partition;

    /** The transaction in which the result holds; null if that does not matter. */
    private final ThreadContext.@Nullable Transaction transaction;

    /** The count of writes when this began. */
    private final long writesBefore;

    private boolean wrote;
    private final List<Waiter> waiters = new ArrayList<>();
    private OpenFrames.@Nullable Node place;

    SharedFrame(MemoizedGenerator<?> generator, MemoizedGenerator.Memo memo, Engine engine, Frame parent) {
        this.generator = generator;
        this.memo = memo;
        this.engine = engine;
        this.memos = engine.executor().memos();
        this.partition = engine.partitionBelow(parent);
        this.transaction = generator.isCached() ? memos.transaction() : null;
        this.writesBefore = memos.writes();
    }

    void open() {
        memos.began();
        place = engine.open().add(this);
    }

    boolean isRunBy(Engine engine) {
        return this.engine == engine;
    }

    void await(Frame frame, int slot) {
        waiters.add(new Waiter(frame, slot, engine.nextSequence()));
    }

    /** The number of waiters that go on with an outcome, see {@link Waiters.Waiter#expect}; of many, only the first. */
    int expectOfWaiters(int count, int nested) {
        int movers = 0;
        for (int i = 0; i < Math.min(waiters.size(), COUNTED); i++) {
            movers += waiters.get(i).frame.expect(waiters.get(i).slot, 1, count, nested);
        }
        return movers;
    }

    /** Takes a waiter out; it is no longer told the outcome. */
    void forget(Waiter waiter) {
        waiters.remove(waiter);
    }

    List<Waiter> waiting() {
        return waiters;
    }

    /** Notes that something was written in this run. */
    void noteWrite() {
        if (!wrote) {
            wrote = true;
            memos.ended();
        }
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        finish(value, null);
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        pass(failure, child);
        finish(null, failure.shown());
    }

    private void finish(@Nullable Object value, @Nullable Throwable failure) {
        MemoizedGenerator.Outcome outcome = new MemoizedGenerator.Outcome(value, failure, wrote, transaction);
        engine.open().remove(place);
        keep(outcome);
        noteEnd();
        engine.runQueue().deliver(new OutcomeDelivery(outcome, waiters, engine.recorder.causes()));
    }

    /**
     * Keeps a result for all, and for the execution that ran it alone what is a failure, of a second run, or was read
     * in a transaction; and for nobody who comes later what was read before something was written.
     */
    private void keep(MemoizedGenerator.Outcome outcome) {
        boolean isOutdated = !wrote && memos.writes() != writesBefore;
        boolean isForAll = outcome.failure() == null
                && !isOutdated
                && (wrote || generator.isCached() || !engine.isInTransaction());
        boolean isFirst = memo.end(this, isForAll ? outcome : null);
        if (isOutdated) {
            engine.localMemos().forget(memo);
        } else if (!isFirst || !isForAll) {
            engine.localMemos().keep(memo, outcome);
        } else if (!wrote) {
            memos.noteRead(memo);
        }
    }

    private void noteEnd() {
        if (!wrote) {
            memos.ended();
        }
    }

    @Override
    @Nullable
    Frame waiter() {
        return waiters.isEmpty() ? null : waiters.get(0).frame;
    }

    @Override
    public List<Frame> waiters() {
        return waiters.stream().map(Waiter::frame).toList();
    }

    @Override
    public void close() {
        noteEnd();
        memo.end(this, null);
    }

    @Override
    public String name() {
        return generator.toString();
    }

    @Override
    @Nullable
    Object partition() {
        return partition;
    }

    @Override
    String describe(int child) {
        return "shared " + name();
    }

    /**
     * One who waits.
     *
     * @param sequence grows with each wait of an execution: of the waits in a cycle the highest closed it
     */
    record Waiter(Frame frame, int slot, int sequence) {}

    /** The outcome, to be given to all who wait. */
    private static final class OutcomeDelivery extends RunQueue.Delivery {

        private final MemoizedGenerator.Outcome outcome;
        private final List<Waiter> waiters;
        private int delivered;

        /** The trails with whose answers it ended; none unless the execution looks ahead. */
        private final Trail[] causes;

        OutcomeDelivery(MemoizedGenerator.Outcome outcome, List<Waiter> waiters, Trail[] causes) {
            this.outcome = outcome;
            this.waiters = waiters;
            this.causes = causes;
        }

        @Override
        int undelivered() {
            return waiters.size() - delivered;
        }

        @Override
        void deliver(Engine engine) {
            while (undelivered() > 0 && engine.isIdle()) {
                Waiter waiter = waiters.get(delivered++);
                engine.recorder.setCauses(causes);
                outcome.deliver(engine, waiter.frame, waiter.slot);
            }
        }
    }
}
