package io.github.batch4j.sample.roundtrip;

import io.github.batch4j.BatchTrace;
import io.github.batch4j.SentBatch;
import java.time.Duration;
import java.util.List;

/**
 * One call that reached a store.
 *
 * @param step the step that sent it, from 1; round trips of one step are in flight at the same time
 * @param store {@code redis} or {@code database}
 * @param keys the keys that it asked for
 * @param startMicros the time of sending, in microseconds since the start of the execution or of the recording
 * @param tookMicros the time until its answer, in microseconds
 */
public record RoundTrip(int step, String store, List<String> keys, long startMicros, long tookMicros) {

    static RoundTrip of(int step, String store, List<String> keys, Duration start, Duration took) {
        return new RoundTrip(step, store, keys, start.toNanos() / 1000, took.toNanos() / 1000);
    }

    /** Lists the round trips that a trace has recorded. */
    public static List<RoundTrip> of(BatchTrace trace) {
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
