package io.github.batch4j.sample.timeline;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.sample.roundtrip.RoundTrip;
import io.github.batch4j.sample.roundtrip.RoundTripRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A measured run of one of the ways.
 *
 * @param tookMicros the time from the call to its result, in microseconds
 */
record Measurement(List<RoundTrip> roundTrips, long tookMicros) {

    private static final Duration MEASURING_TIME = Duration.ofMillis(400);

    /** Measures a run that has just ended, with its round trips from a trace. */
    static Measurement of(long startNanos, BatchTrace trace) {
        long took = System.nanoTime() - startNanos;
        return new Measurement(RoundTrip.of(trace), took / 1000);
    }

    /** Measures a run that has just ended, with its round trips from a recorder. */
    static Measurement of(long startNanos, RoundTripRecorder recorder) {
        long took = System.nanoTime() - startNanos;
        return new Measurement(recorder.roundTrips(), took / 1000);
    }

    /**
     * Runs each way repeatedly and returns its fastest run: slower ones show class loading and other load of the
     * machine rather than the cost of the way. The ways take turns, so that such load affects all of them alike.
     */
    static List<Measurement> fastest(List<Supplier<Measurement>> runs) {
        long started = System.nanoTime();
        List<Measurement> fastest = new ArrayList<>();
        runs.forEach(run -> fastest.add(run.get()));
        while (System.nanoTime() - started < MEASURING_TIME.toNanos()) {
            for (int i = 0; i < runs.size(); i++) {
                fastest.set(i, fastest.get(i).orFaster(runs.get(i).get()));
            }
        }
        return fastest;
    }

    private Measurement orFaster(Measurement other) {
        return other.tookMicros < tookMicros ? other : this;
    }
}
