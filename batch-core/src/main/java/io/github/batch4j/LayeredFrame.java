package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frame of a layered batcher's generator, for which the waiters of its batch wait. */
final class LayeredFrame extends Frame implements OpenFrames.WaitedFor {

    private final BatchCall call;
    private final Nest nest;
    private OpenFrames.@Nullable Node node;

    private LayeredFrame(BatchCall call) {
        this.call = call;
        this.nest = Nest.around(this);
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
            sent(call);
            end(engine, call);
            return;
        }
        sent(call);
        LayeredFrame frame = new LayeredFrame(call);
        GeneratorCycleException cycle = frame.nest.cycle(engine);
        if (cycle != null) {
            call.batch.fail(cycle);
            end(engine, call);
            return;
        }
        frame.node = engine.open().add(frame);
        engine.setLevel(call.batch.level());
        engine.recorder.begins(call.batch);
        engine.start(generator, frame, 0);
        engine.move();
    }

    /** Notifies listeners that the call has returned. If one throws, the call is given up: it is not in flight. */
    private static void sent(BatchCall call) {
        try {
            call.sent();
        } catch (Throwable thrown) {
            try {
                call.notifyCancelled();
            } catch (Throwable another) {
                Throwables.attach(thrown, List.of(another));
            }
            throw thrown;
        }
    }

    @Override
    void resume(Engine engine, int child, @Nullable Object value) {
        call.batch.answer(value, "genBatch");
        engine.open().remove(node);
        end(engine, call);
    }

    @Override
    void fail(Engine engine, int child, Failure failure) {
        pass(failure, child);
        call.batch.fail(failure.shown());
        engine.open().remove(node);
        end(engine, call);
    }

    private static void end(Engine engine, BatchCall call) {
        engine.recorder.ends(call.batch);
        call.stop();
        call.end();
        engine.runQueue().deliver(call);
    }

    Batch batch() {
        return call.batch;
    }

    Nest nest() {
        return nest;
    }

    @Override
    @Nullable
    Frame waiter() {
        Waiters waiters = call.batch.waiters();
        return waiters.remaining() == 0 ? null : (Frame) waiters.nextWaiter();
    }

    @Override
    public List<Frame> waiters() {
        return call.batch.waiters().owners().stream().map(Frame.class::cast).toList();
    }

    @Override
    public void close() {
        call.notifyCancelled(); // its generator's own frames are open frames too
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

    /**
     * A chain of layered batches that wait for each other, seen from the innermost: each was yielded by the generator
     * of the next outer one.
     *
     * <p>A layered batcher that yields an operation equal to one that waits for it recurs endlessly, each time in a new
     * batch. A repeated operation alone proves nothing, since it may be yielded along with others: the parent of a row
     * may be a row of the same batch. But if a generator yields exactly the operations that an outer one was made for,
     * it will do so again.
     *
     * <p>Each batch is compared with one outer batch only, the {@link #landmark}: the last whose depth is a power of
     * two. A periodic chain meets it again, however long the period (Brent, "An improved Monte Carlo factorization
     * algorithm", 1980).
     */
    static final class Nest {

        /** The number of layers below which repetition is no error: a retry yields failed operations again. */
        private static final int ORDINARY = 100;

        /** The number of layers of a long ring that are named. */
        private static final int SHOWN = 20;

        /** The number of frames searched for the next layer; beyond, the nest is taken to end. */
        private static final int FAR = 1_000;

        private final LayeredFrame frame;
        private final @Nullable LayeredFrame outer;
        private final @Nullable LayeredFrame landmark;
        private final int depth;

        private Nest(LayeredFrame frame, @Nullable LayeredFrame outer) {
            this.frame = frame;
            this.outer = outer;
            this.depth = outer == null ? 0 : outer.nest().depth + 1;
            this.landmark = outer == null || Integer.bitCount(outer.nest().depth) == 1 ? outer : outer.nest().landmark;
        }

        static Nest around(LayeredFrame frame) {
            return new Nest(frame, layerAbove(frame.waiter()));
        }

        private static @Nullable LayeredFrame layerAbove(@Nullable Frame frame) {
            return frame == null ? null : frame.innermost(LayeredFrame.class, FAR);
        }

        /** The failure of a batch that waits for itself; null if it does not. */
        @Nullable
        GeneratorCycleException cycle(Engine engine) {
            if (depth <= ORDINARY || landmark == null || outer == null || !repeats(landmark, engine)) {
                return null;
            }
            for (Frame waiter : frame.waiters()) {
                if (layerAbove(waiter) != outer) {
                    return null; // some operations have other waiters, which may not repeat them
                }
            }
            return new GeneratorCycleException(message(landmark));
        }

        private boolean repeats(LayeredFrame other, Engine engine) {
            boolean before = engine.setComparing(true);
            try {
                return frame.batch().hasSameOperationsAs(other.batch());
            } catch (Throwable broken) { // thrown by equals of an operation, and reported elsewhere
                return false;
            } finally {
                engine.setComparing(before);
            }
        }

        private boolean isTheSame(LayeredFrame layer) {
            try {
                return layer.batch().hasSameOperationsAs(frame.batch());
            } catch (Throwable broken) {
                return false;
            }
        }

        /** The message, which names one period of the chain, shortened if it is long. */
        private String message(LayeredFrame landmark) {
            List<String> ring = new ArrayList<>();
            int length = 0;
            LayeredFrame layer = frame;
            do {
                if (++length <= SHOWN) {
                    ring.add(layer.name());
                }
                layer = Casts.castNonNull(layer.nest().outer);
            } while (layer != landmark && !isTheSame(layer));
            if (length > SHOWN) {
                ring.add("... " + (length - SHOWN) + " more ...");
            }
            ring.add(frame.name());
            Collections.reverse(ring);
            return frame.name() + " waits for itself: " + String.join(" -> ", ring) + ", after " + depth
                    + " layers of the same";
        }
    }
}
