package io.github.batch4j.benchmarks.roundtrips;

/**
 * The counts of one run.
 *
 * @param batches the number of batches, which is also the time if they are sent one after the other
 * @param steps the number of steps
 * @param time the time if all batches of a step are in flight at once, and each step waits for its slowest store
 */
record Counts(int batches, int steps, int time) {

    /** The time that each store takes for a batch. */
    static final int[] LATENCIES = {1, 2, 3, 4};
}
