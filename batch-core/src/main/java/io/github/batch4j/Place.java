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

    /** The place of all operations beyond the bound on places; nothing is ever known of it. */
    static final Place UNKNOWN = new Place(0, "", Known.NOTHING);

    /** The hash of the names in the place, the same in every JVM. */
    final long stable;

    final String batcher;

    /** The executions that begin here. */
    final LearnedProgram program = new LearnedProgram();

    private volatile Known known;
    private int inWindow;
    private Known window = Known.NOTHING;

    Place(long stable, String batcher, Known known) {
        this.stable = stable;
        this.batcher = batcher;
        this.known = known;
    }

    Known known() {
        return known;
    }

    /**
     * Adds what has followed in one execution.
     *
     * @param most the most steps that followed the operations of a step
     * @param fewest the fewest steps that followed those of a step
     * @param batches the most batches that followed one after the other, by batcher
     */
    void learn(int most, int fewest, Map<String, Integer> batches) {
        window = window.with(most, fewest, batches);
        known = known.with(most, fewest, batches);
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
     * @param batches the most batches that followed one after the other, by batcher
     */
    record Known(int executions, int after, int low, int lowest, Map<String, Integer> batches) {

        static final Known NOTHING = new Known(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, Map.of());

        boolean isEnough() {
            return executions >= ENOUGH;
        }

        /** The most batches of a batcher that follow one after the other. */
        int batches(String batcher) {
            return batches.getOrDefault(batcher, 0);
        }

        private Known with(int most, int fewest, Map<String, Integer> more) {
            boolean isKnown = executions >= ENOUGH
                    && most <= after
                    && most >= low
                    && fewest >= lowest
                    && more.entrySet().stream().allMatch(entry -> batches(entry.getKey()) >= entry.getValue());
            return isKnown
                    ? this
                    : new Known(
                            Math.min(executions + 1, ENOUGH),
                            Math.max(after, most),
                            Math.min(low, most),
                            Math.min(lowest, fewest),
                            most(batches, more));
        }

        private static Map<String, Integer> most(Map<String, Integer> some, Map<String, Integer> others) {
            Map<String, Integer> most = new HashMap<>(some);
            others.forEach((batcher, count) -> most.merge(batcher, count, Math::max));
            return Map.copyOf(most);
        }
    }
}
