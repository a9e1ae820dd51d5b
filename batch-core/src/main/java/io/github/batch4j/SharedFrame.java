package io.github.batch4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run of a {@link SharedGenerator}, and those who wait for it. */
final class SharedFrame extends Frame implements OpenFrames.WaitedFor, Delivery {

    private final SharedGenerator<?> generator;
    private final Engine engine;
    private OpenFrames.@Nullable Place place;
    private final List<Waiter> waiters = new ArrayList<>();
    private int delivered;
    private SharedGenerator.@Nullable Outcome outcome;

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
        this.outcome = outcome;
        engine.open().remove(place);
        generator.finish(outcome);
        engine.deliver(this);
    }

    @Override
    public boolean isDelivered() {
        return delivered == waiters.size();
    }

    @Override
    public int undelivered() {
        return waiters.size() - delivered;
    }

    @Override
    public void deliverNext(Engine engine) {
        Waiter waiter = waiters.get(delivered++);
        if (outcome != null) {
            outcome.deliver(engine, waiter.frame, waiter.slot);
        }
    }

    @Override
    public List<Frame> waiters() {
        return waiters.stream().map(Waiter::frame).toList();
    }

    @Override
    public void close() {
        generator.forget();
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
}
