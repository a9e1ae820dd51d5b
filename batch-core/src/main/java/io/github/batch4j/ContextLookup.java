package io.github.batch4j;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is bound around a frame: the context of a body that begins, the partition of an operation.
 *
 * <p>It is found by going up the frames, which may be many: a program that recurs may have a hundred thousand, with a
 * body at each level. So on a long way up a landmark is left, and whoever comes by later need not go further.
 *
 * @param <T> what is looked for
 */
final class ContextLookup<T> {

    private static final int LONG = 256;

    private final Function<Frame, @Nullable T> of;
    private final T outermost;

    /** Made for the first one: few programs are so deep. */
    private @Nullable Map<Frame, T> landmarks;

    /**
     * Makes the lookup of an execution.
     *
     * @param of what a frame knows itself, null if it does not
     * @param outermost what the thread has bound that called it
     */
    ContextLookup(Function<Frame, @Nullable T> of, T outermost) {
        this.of = of;
        this.outermost = outermost;
    }

    /**
     * Finds the value below a frame: that of the innermost frame around it that has one. What several may wait for, a
     * shared generator or a batch, belongs to the execution unless it has a value itself.
     */
    T below(Frame parent) {
        T found = null;
        Frame landmark = null;
        int passed = 0;
        for (Frame frame = parent; frame != null && found == null; frame = frame.above()) {
            found = of.apply(frame);
            if (found == null && ++passed >= LONG) {
                found = landmarks == null ? null : landmarks.get(frame);
                landmark = landmark == null ? frame : landmark;
            }
        }
        T below = found == null ? outermost : found;
        if (landmark != null && passed > 2 * LONG) {
            leave(landmark, below);
        }
        return below;
    }

    private void leave(Frame landmark, T below) {
        if (landmarks == null) {
            landmarks = new WeakHashMap<>();
        }
        landmarks.put(landmark, below);
    }
}
