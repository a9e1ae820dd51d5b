package io.github.batch4j;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lookup of values inherited from the frames above: the context of a body, the partition of an operation.
 *
 * <p>It walks up the frames, of which a recursive program may have a hundred thousand, with a body at each level. On a
 * long walk it therefore caches the result at one of the frames passed, a landmark, at which later walks end.
 *
 * @param <T> the type of the value
 */
final class ContextLookup<T> {

    private static final int LONG = 256;

    private final Function<Frame, @Nullable T> of;
    private final T outermost;

    /** Created for the first landmark, since few programs are so deep. */
    private @Nullable Map<Frame, T> landmarks;

    /**
     * Makes the lookup of an execution.
     *
     * @param of the value of a frame itself, null if it has none
     * @param outermost the value bound to the calling thread
     */
    ContextLookup(Function<Frame, @Nullable T> of, T outermost) {
        this.of = of;
        this.outermost = outermost;
    }

    /**
     * Finds the value below a frame: that of the innermost frame above it that has one. A shared generator or a batch,
     * which may have several waiters, has the value of the execution unless it has one itself.
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
