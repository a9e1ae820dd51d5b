package io.github.batch4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layered batches that wait for each other, seen from the innermost: each was asked by the run of the one around
 * it.
 *
 * <p>A layered batcher that yields an operation equal to one that waits for it asks itself for ever, each time in a new
 * batch. That an operation comes again proves nothing, as it may be asked for along with others: the parent of a row
 * may be a row of the same batch. But a run that asks for just what a run around it was asked, and for nothing else,
 * will do so again.
 *
 * <p>Only one batch further out is looked at, {@link #landmark}: the last whose depth is a power of two. A nest that
 * repeats itself meets it again, however long the part that is repeated (Brent, "An improved Monte Carlo factorization
 * algorithm", 1980).
 */
final class LayerNest {

    /** So many layers are ordinary, even of the same batch: a retry asks again for what has failed. */
    private static final int ORDINARY = 100;

    /** The number of layers of a long ring that are named. */
    private static final int SHOWN = 20;

    /** The number of frames searched for the next layer; beyond, the nest is taken to end. */
    private static final int FAR = 1_000;

    private final LayeredFrame frame;
    private final @Nullable LayeredFrame outer;
    private final @Nullable LayeredFrame landmark;
    private final int depth;

    private LayerNest(LayeredFrame frame, @Nullable LayeredFrame outer) {
        this.frame = frame;
        this.outer = outer;
        this.depth = outer == null ? 0 : outer.nest().depth + 1;
        this.landmark = outer == null || Integer.bitCount(outer.nest().depth) == 1 ? outer : outer.nest().landmark;
    }

    static LayerNest around(LayeredFrame frame) {
        return new LayerNest(frame, layerAbove(frame.waiter()));
    }

    private static @Nullable LayeredFrame layerAbove(@Nullable Frame from) {
        Frame frame = from;
        for (int steps = 0; frame != null && steps < FAR; steps++) {
            if (frame instanceof LayeredFrame layer) {
                return layer;
            }
            frame = frame.waiter();
        }
        return null;
    }

    /** The failure of a batch that asks for what itself waits for, null if it does not. */
    @Nullable
    GeneratorCycleException cycle(Engine engine) {
        if (depth <= ORDINARY || landmark == null || outer == null || !repeats(landmark, engine)) {
            return null;
        }
        for (Frame waiter : frame.waiters()) {
            if (layerAbove(waiter) != outer) {
                return null; // some of it was asked by others, who may not ask again
            }
        }
        return new GeneratorCycleException(message(landmark));
    }

    private boolean repeats(LayeredFrame other, Engine engine) {
        boolean before = engine.setComparing(true);
        try {
            return frame.batch().asksTheSameAs(other.batch());
        } catch (Throwable broken) { // by an operation's equality; it is not for this to tell
            return false;
        } finally {
            engine.setComparing(before);
        }
    }

    private boolean isTheSame(LayeredFrame layer) {
        try {
            return layer.batch().asksTheSameAs(frame.batch());
        } catch (Throwable broken) {
            return false;
        }
    }

    /** Names one turn of the ring, as far as it is not too long. */
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
