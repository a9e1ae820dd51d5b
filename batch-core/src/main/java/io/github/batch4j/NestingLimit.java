package io.github.batch4j;

import org.jspecify.annotations.Nullable;

/**
 * Bounds the nesting of generators. One that yields itself would go on until memory ends; both limits are far beyond
 * what a program that ends has been seen to need.
 */
final class NestingLimit {

    /** Frames that wait for each other: a chain of a million stages is promised to finish. */
    static final int FRAMES = 3_000_000;

    /** Bodies that wait for each other and hold a platform thread each; plain recursion ends at about as many calls. */
    private static final int BODIES_ON_THREADS = 5_000;

    /** Bodies that wait for each other and are objects on the heap, of which each takes a kilobyte or two. */
    private static final int BODIES_ON_HEAP = 300_000;

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

    /** The limit of bodies that run on a kind of coroutine. */
    static int bodies(CoroutineKind kind) {
        return kind == CoroutineKind.PLATFORM_THREAD ? BODIES_ON_THREADS : BODIES_ON_HEAP;
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
