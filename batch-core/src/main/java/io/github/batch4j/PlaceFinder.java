package io.github.batch4j;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The place in the program of an operation that is asked for: the function that made it, the functions that its answer
 * goes through, and the line of the call that yielded or executed it.
 */
final class PlaceFinder {

    /** The number of frames that are looked at, and of functions among them. */
    private static final int FRAMES = 24;

    private static final int FUNCTIONS = 6;

    /** The slot of a frame that waits for a shared generator or a layered batch. */
    private static final int UNKNOWN = -1;

    /** The number of lines of a yield that count: a service that yields is called from several places. */
    private static final int LINES = 3;

    private static final AtomicLong CLASSES = new AtomicLong();

    private static final ClassValue<Hashes> HASHES = new ClassValue<>() {
        @Override
        protected Hashes computeValue(Class<?> type) {
            String name = type.getName();
            int lambda = name.indexOf("$$Lambda"); // what follows is another number in each JVM
            return new Hashes(CLASSES.incrementAndGet(), (lambda < 0 ? name : name.substring(0, lambda)).hashCode());
        }
    };

    private final LearnedPolicy policy;

    PlaceFinder(LearnedPolicy policy) {
        this.policy = policy;
    }

    /**
     * The hashes of a class.
     *
     * @param own that of this class alone, in this JVM
     * @param name that of its name, which it may share with others
     */
    private record Hashes(long own, long name) {

        long of(boolean isStable) {
            return isStable ? name : own;
        }
    }

    /** The place of a call; null if the policy does not know it. */
    @Nullable
    Place find(Caller caller) {
        long key = lines(caller.frames(), 1);
        return policy.place(key, "", () -> key);
    }

    /**
     * The place that has asked for an operation; null if the policy does not know it.
     *
     * @param origin the class of the function that has made it; null if none has
     */
    @Nullable
    Place find(
            Batcher<?, ?> batcher, BatchableOperation<?> operation, @Nullable Class<?> origin, Frame waiter, int slot) {
        String name = NamedBatcher.nameOf(batcher);
        return policy.place(
                hash(start(name, operation, origin, false), waiter, slot, false),
                name,
                () -> hash(start(name, operation, origin, true), waiter, slot, true));
    }

    private static long start(
            String batcher, BatchableOperation<?> operation, @Nullable Class<?> origin, boolean isStable) {
        long hash = mix(batcher.hashCode(), HASHES.get(operation.getClass()).of(isStable));
        return mix(hash, origin == null ? 0 : HASHES.get(origin).of(isStable));
    }

    private static long hash(long start, Frame waiter, int slot, boolean isStable) {
        long hash = start;
        Frame frame = waiter;
        int child = slot;
        int functions = 0;
        for (int i = 0; frame != null && i < FRAMES && functions < FUNCTIONS; i++) {
            Object function = frame.function(child);
            if (function != null) {
                hash = mix(hash, HASHES.get(function.getClass()).of(isStable));
                functions++;
            }
            Caller caller = frame.caller();
            if (caller != null) {
                return mix(hash, lines(caller.frames(), frame instanceof BodyFrame ? LINES : 1));
            }
            child = frame instanceof Frame.Inner inner ? inner.slotAbove(child) : UNKNOWN;
            frame = frame.waiter();
        }
        return hash;
    }

    /** The hash of the first lines, the same in every JVM: class loaders, modules and versions do not count. */
    static long lines(List<StackTraceElement> lines, int most) {
        long hash = 1;
        for (int i = 0; i < lines.size() && i < most; i++) {
            StackTraceElement line = lines.get(i);
            hash = mix(hash, line.getClassName().hashCode());
            hash = mix(hash, line.getMethodName().hashCode());
            hash = mix(hash, line.getLineNumber());
        }
        return hash;
    }

    /** The hash of a batcher's name, which may contain values and is written to no file. */
    static long name(String name) {
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash, name.charAt(i));
        }
        return hash;
    }

    private static long mix(long hash, long next) {
        long mixed = (hash ^ next) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
