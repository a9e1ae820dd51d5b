package io.github.batch4j.sample;

import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;

/**
 * One call that reached Redis.
 *
 * @param keys what it asked for
 * @param startMicros when it was sent, in microseconds since the first question could be asked
 * @param tookMicros how long its answer took
 */
record RoundTrip(List<String> keys, long startMicros, long tookMicros) {

    static RoundTrip of(List<String> keys, Duration start, Duration took) {
        return new RoundTrip(keys, start.toNanos() / 1000, took.toNanos() / 1000);
    }

    /** The round trips that a trace has recorded. */
    static List<RoundTrip> of(BatchTrace trace) {
        return trace.entries().stream()
                .filter(entry -> entry.batch().isRoundTrip())
                .map(RoundTrip::of)
                .toList();
    }

    private static RoundTrip of(BatchTrace.Entry entry) {
        List<String> keys =
                entry.batch().operations().stream().map(Object::toString).toList();
        return of(keys, entry.batch().offset(), entry.took());
    }
}
