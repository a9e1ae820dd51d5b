package io.github.batch4j;

import java.util.HashMap;
import java.util.Map;

/**
 * A place in the program that asks for operations of one batcher, and the knowledge of what follows them.
 *
 * <p>Changed only by the holder of the {@link LearnedPolicy}'s lock, read by all.
 */
final class Place {

    /** The number of executions from which on the knowledge is used. */
    private static final int ENOUGH = 10;

    /** The number of executions whose shortest continuation is remembered. */
    private static final int WINDOW = 200;

    /** The hash of the names in the place, the same in every JVM. */
    final long stable;

    /** The hash of the batcher's name. */
    final long batcher;

    /** The executions that begin here. */
    final LearnedProgram program = new LearnedProgram();

    private volatile Known known;
    private int inWindow;
    private Known window = Known.NOTHING;

    Place(long stable, long batcher, Known known) {
        this.stable = stable;
        this.batcher = batcher;
        this.known = known;
    }

    Known known() {
        return known;
    }

    /** Adds what has followed in one execution. */
    void learn(Lesson.Part part) {
        window = window.with(part);
        known = known.with(part);
        if (++inWindow == WINDOW) {
            known = window; // what lies further back is forgotten
            window = Known.NOTHING;
            inWindow = 0;
        }
    }

    /**
     * The knowledge of what follows the operations of a place.
     *
     * @param executions the number of executions that have shown it, up to {@link #ENOUGH}
     * @param after the most steps that followed
     * @param low the fewest steps that followed in an execution
     * @param lowest the fewest steps that followed a step in an execution
     * @param batches the most batches that followed one after the other, by the hash of the batcher's name
     */
    record Known(int executions, int after, int low, int lowest, Map<Long, Integer> batches) {

        static final Known NOTHING = new Known(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, Map.of());

        boolean isEnough() {
            return executions >= ENOUGH;
        }

        private Known with(Lesson.Part part) {
            return includes(part)
                    ? this
                    : new Known(
                            Math.min(executions + 1, ENOUGH),
                            Math.max(after, part.most()),
                            Math.min(low, part.most()),
                            Math.min(lowest, part.fewest()),
                            most(batches, part.batches()));
        }

        private boolean includes(Lesson.Part part) {
            if (!isEnough() || part.most() > after || part.most() < low || part.fewest() < lowest) {
                return false;
            }
            for (Map.Entry<Long, Integer> entry : part.batches().entrySet()) {
                if (batches.getOrDefault(entry.getKey(), 0) < entry.getValue()) {
                    return false;
                }
            }
            return true;
        }

        private static Map<Long, Integer> most(Map<Long, Integer> some, Map<Long, Integer> others) {
            Map<Long, Integer> most = new HashMap<>(some);
            others.forEach((batcher, count) -> most.merge(batcher, count, Math::max));
            return Map.copyOf(most);
        }
    }
}
