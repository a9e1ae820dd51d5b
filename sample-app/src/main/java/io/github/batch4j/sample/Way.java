package io.github.batch4j.sample;

import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One run of one way to find something.
 *
 * @param tookMicros how long it took as a whole, from the call to its result, in microseconds
 */
record Way(List<RoundTrip> roundTrips, long tookMicros) {

    private static final Duration MEASURING = Duration.ofMillis(400);

    /** A run that has just ended and that the trace has listened to. */
    static Way of(long startNanos, BatchTrace trace) {
        long took = System.nanoTime() - startNanos;
        return new Way(RoundTrip.of(trace), took / 1000);
    }

    /** A run that has just ended and that has taken notes. */
    static Way of(long startNanos, RoundTripNotes notes) {
        long took = System.nanoTime() - startNanos;
        return new Way(notes.roundTrips(), took / 1000);
    }

    /**
     * The fastest run of each way: the slower ones show how classes are loaded and what else the machine does, rather than
     * what a way costs. They take turns, so that none has the machine at a better time than the others.
     */
    static List<Way> fastest(List<Supplier<Way>> runs) {
        long started = System.nanoTime();
        List<Way> fastest = new ArrayList<>();
        runs.forEach(run -> fastest.add(run.get()));
        while (System.nanoTime() - started < MEASURING.toNanos()) {
            for (int i = 0; i < runs.size(); i++) {
                fastest.set(i, fastest.get(i).orFaster(runs.get(i).get()));
            }
        }
        return fastest;
    }

    private Way orFaster(Way other) {
        return other.tookMicros < tookMicros ? other : this;
    }
}
