package io.github.batch4j.sample;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.List;

/**
 * One call that reached a store.
 *
 * @param step 1 for the first; what is asked in one step is asked at once
 * @param store which one was asked: {@code redis} or {@code database}
 * @param keys what it asked for
 * @param startMicros when it was sent, in microseconds since the first question could be asked
 * @param tookMicros how long its answer took
 */
record RoundTrip(int step, String store, List<String> keys, long startMicros, long tookMicros) {

    static RoundTrip of(int step, String store, List<String> keys, Duration start, Duration took) {
        return new RoundTrip(step, store, keys, start.toNanos() / 1000, took.toNanos() / 1000);
    }

    /** The round trips that a trace has recorded. */
    static List<RoundTrip> of(BatchTrace trace) {
        return trace.entries().stream()
                .filter(entry -> entry.batch().isRoundTrip())
                .map(RoundTrip::of)
                .toList();
    }

    private static RoundTrip of(BatchTrace.Entry entry) {
        SentBatch batch = entry.batch();
        List<String> keys = batch.operations().stream().map(Object::toString).toList();
        return of(batch.step(), batch.batcher().name(), keys, batch.offset(), entry.took());
    }
}
