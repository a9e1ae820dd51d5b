package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * Bounds the nesting of generators. One that yields itself would go on until memory ends; both limits are far beyond
 * what a program that ends has been seen to need.
 */
final class NestingLimit {

    /** Frames that wait for each other: a chain of a million stages is promised to finish. */
    static final int FRAMES = 5_000_000;

    /** Bodies that wait for each other: each may hold a thread, and plain recursion ends at about as many calls. */
    static final int BODIES = 5_000;

    /** The number of frames searched for the next body; beyond, the limit of frames is reached first. */
    private static final int FAR = 256;

    private NestingLimit() {}

    /** Counts the frames from one to its outermost waiter; one more than the limit if there are too many. */
    static int depth(Frame innermost) {
        int depth = 0;
        for (Frame frame = innermost; frame != null && depth <= FRAMES; frame = frame.waiter()) {
            depth++;
        }
        return depth;
    }

    /** The body that waits for what is started below a frame, null if there is none nearby. */
    static @Nullable BodyFrame bodyAbove(Frame parent) {
        Frame frame = parent;
        for (int steps = 0; frame != null && steps < FAR; steps++) {
            if (frame instanceof BodyFrame body) {
                return body;
            }
            frame = frame.waiter();
        }
        return null;
    }

    static GeneratorCycleException tooDeep(Object generator, String what, int limit) {
        return new GeneratorCycleException(
                generator + " waits for itself, as it seems: more than " + limit + " " + what + " wait for each other");
    }
}
