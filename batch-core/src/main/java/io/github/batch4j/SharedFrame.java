package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run of a {@link SharedGenerator}, and those who wait for it. */
final class SharedFrame extends Frame implements OpenFrames.WaitedFor, SharedGenerator.State {

    private final SharedGenerator<?> generator;
    private final Engine engine;
    private final List<Waiter> waiters = new ArrayList<>();
    private OpenFrames.@Nullable Place place;

    SharedFrame(SharedGenerator<?> generator, Engine engine) {
        this.generator = generator;
        this.engine = engine;
    }

    void open() {
        place = engine.open().add(this);
    }

    boolean isRunBy(Engine engine) {
        return this.engine == engine;
    }

    void await(Frame frame, int slot) {
        waiters.add(new Waiter(frame, slot, engine.nextTicket()));
    }

    /** Takes a waiter out; it is no longer told the outcome. */
    void forget(Waiter waiter) {
        waiters.remove(waiter);
    }

    List<Waiter> waiting() {
        return waiters;
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        finish(new SharedGenerator.Outcome(value, null));
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        failure.passed(this, child);
        finish(new SharedGenerator.Outcome(null, failure.shown()));
    }

    private void finish(SharedGenerator.Outcome outcome) {
        engine.open().remove(place);
        generator.finish(engine, this, outcome);
        engine.agenda().deliver(new OutcomeDelivery(outcome, waiters));
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
        generator.forget(this);
    }

    @Override
    public String name() {
        return generator.toString();
    }

    @Override
    String describe(int child) {
        return "shared " + name();
    }

    /**
     * One who waits.
     *
     * @param ticket grows with each wait of an execution: of the waits in a cycle the highest closed it
     */
    record Waiter(Frame frame, int slot, int ticket) {}

    /** The outcome, to be given to all who wait. */
    private static final class OutcomeDelivery extends Delivery {

        private final SharedGenerator.Outcome outcome;
        private final List<Waiter> waiters;
        private int delivered;

        OutcomeDelivery(SharedGenerator.Outcome outcome, List<Waiter> waiters) {
            this.outcome = outcome;
            this.waiters = waiters;
        }

        @Override
        int undelivered() {
            return waiters.size() - delivered;
        }

        @Override
        void deliver(Engine engine) {
            while (undelivered() > 0 && engine.isIdle()) {
                Waiter waiter = waiters.get(delivered++);
                outcome.deliver(engine, waiter.frame, waiter.slot);
            }
        }
    }
}
