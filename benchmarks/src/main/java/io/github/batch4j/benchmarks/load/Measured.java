package io.github.batch4j.benchmarks.load;

import java.util.Arrays;

/** The outcome of a run. */
final class Measured {

    /** The times that the requests took, sorted. */
    private final long[] nanos;

    private final double seconds;
    private final long statements;

    /**
     * Makes an outcome.
     *
     * @param nanos the time that each request took
     * @param seconds the time that the run took
     * @param statements the number of queries that the database counted
     */
    Measured(long[] nanos, double seconds, long statements) {
        this.nanos = nanos;
        this.seconds = seconds;
        this.statements = statements;
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
