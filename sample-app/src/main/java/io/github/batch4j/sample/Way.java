package io.github.batch4j.sample;

import io.github.batch4j.BatchTrace;
import java.util.List;

/**
 * One run of one way to find couples.
 *
 * @param tookMicros how long it took as a whole, from the call to its result, in microseconds
 */
record Way(List<RoundTrip> roundTrips, long tookMicros) {

    /** A run that has just ended and that the trace has listened to. */
    static Way of(long startNanos, BatchTrace trace) {
        long took = System.nanoTime() - startNanos;
        return new Way(RoundTrip.of(trace), took / 1000);
    }

    /** A run that has just ended and that has taken notes of its own. */
    static Way of(long startNanos, NaiveUsers users) {
        long took = System.nanoTime() - startNanos;
        return new Way(users.roundTrips(), took / 1000);
    }

    Way orFaster(Way other) {
        return other.tookMicros < tookMicros ? other : this;
    }
}
