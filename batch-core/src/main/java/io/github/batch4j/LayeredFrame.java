package io.github.batch4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run of a layered batcher's generator: the operations of its batch wait for it. */
final class LayeredFrame extends Frame implements OpenFrames.WaitedFor {

    private final BatchCall call;
    private final LayerNest nest;
    private OpenFrames.@Nullable Place place;

    private LayeredFrame(BatchCall call) {
        this.call = call;
        this.nest = LayerNest.around(this);
    }

    /** Starts the generator of a batch and moves it as far as it goes. */
    static void start(Engine engine, Batcher.Layered<?, ?> batcher, BatchCall call) {
        BatchGenerator<?> generator;
        try {
            Partitions partitions = engine.partitions();
            generator = partitions == null
                    ? batcher.genBatch(call.batch.seal())
                    : partitions.in(call.batch, () -> batcher.genBatch(call.batch.seal()));
            if (generator == null) {
                throw call.batch.wrong("genBatch", "null", "expected a generator of one result each");
            }
        } catch (Throwable thrown) {
            Throwables.keepInterrupt(thrown);
            call.batch.fail(thrown);
            end(engine, call);
            return;
        }
        LayeredFrame frame = new LayeredFrame(call);
        GeneratorCycleException cycle = frame.nest.cycle(engine);
        if (cycle != null) {
            call.batch.fail(cycle);
            end(engine, call);
            return;
        }
        frame.place = engine.open().add(frame);
        engine.goOnAt(call.batch.level());
        engine.start(generator, frame, 0);
        engine.move();
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        call.batch.answer(value, "genBatch");
        engine.open().remove(place);
        end(engine, call);
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        pass(failure, child);
        call.batch.fail(failure.shown());
        engine.open().remove(place);
        end(engine, call);
    }

    private static void end(Engine engine, BatchCall call) {
        call.stop();
        call.end();
        engine.runQueue().deliver(call);
    }

    Batch batch() {
        return call.batch;
    }

    LayerNest nest() {
        return nest;
    }

    @Override
    @Nullable
    Frame waiter() {
        Waiters waiters = call.batch.waiters();
        return waiters.untold() == 0 ? null : (Frame) waiters.nextWaiter();
    }

    @Override
    public List<Frame> waiters() {
        return call.batch.waiters().owners().stream().map(Frame.class::cast).toList();
    }

    @Override
    public void close() {
        call.tellCancelled(); // its generator's own frames are open frames too
    }

    @Override
    public String name() {
        return call.toString();
    }

    @Override
    @Nullable
    Object partition() {
        return call.batch.partition();
    }

    @Override
    String describe(int child) {
        return NamedBatcher.nameOf(call.batch.batcher()) + ".genBatch";
    }
}
