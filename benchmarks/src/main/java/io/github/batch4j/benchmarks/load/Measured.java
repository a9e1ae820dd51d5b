package io.github.batch4j.benchmarks.load;

import java.util.Arrays;

/**
 * The outcome of a run.
 *
 * @param nanos the times that the requests took, sorted
 * @param seconds the time that the run took
 * @param statements the number of queries that the database counted
 */
record Measured(long[] nanos, double seconds, long statements) {

    Measured {
        Arrays.sort(nanos);
    }

    double perSecond() {
        return nanos.length / seconds;
    }

    /** Returns a percentile of the times, in milliseconds. */
    double millis(int percentile) {
        int index = (int) ((long) nanos.length * percentile / 100);
        return nanos[Math.min(index, nanos.length - 1)] / 1e6;
    }

    double statementsPerRequest() {
        return (double) statements / nanos.length;
    }
}
