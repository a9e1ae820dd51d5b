package io.github.batch4j;

import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is bound around a body that begins.
 *
 * <p>It is found by going up the frames, which may be many: a program that recurs may have a hundred thousand, with a body
 * at each level. So on a long way up a landmark is left, and whoever comes by later need not go further.
 */
final class Surroundings {

    private static final int LONG = 256;

    private final ThreadContext.Snapshot outermost;

    /** Made for the first one: few programs are so deep. */
    private @Nullable Map<Frame, ThreadContext.Snapshot> landmarks;

    /**
     * Makes the surroundings of an execution.
     *
     * @param outermost what the thread has bound that called it
     */
    Surroundings(ThreadContext.Snapshot outermost) {
        this.outermost = outermost;
    }

    /**
     * What a body below a frame begins with: what the innermost body or call of {@code execute} around it has bound. What
     * several may wait for, a shared generator or a batch, belongs to the execution.
     */
    ThreadContext.Snapshot contextBelow(Frame parent) {
        ThreadContext.Snapshot found = null;
        Frame landmark = null;
        int passed = 0;
        for (Frame frame = parent; frame != null && found == null; frame = frame.above()) {
            found = frame.context();
            if (found == null && ++passed >= LONG) {
                found = landmarks == null ? null : landmarks.get(frame);
                landmark = landmark == null ? frame : landmark;
            }
        }
        ThreadContext.Snapshot context = found == null ? outermost : found;
        if (landmark != null && passed > 2 * LONG) {
            leave(landmark, context);
        }
        return context;
    }

    private void leave(Frame landmark, ThreadContext.Snapshot context) {
        if (landmarks == null) {
            landmarks = new WeakHashMap<>();
        }
        landmarks.put(landmark, context);
    }
}
