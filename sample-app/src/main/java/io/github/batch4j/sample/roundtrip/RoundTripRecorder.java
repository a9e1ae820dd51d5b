package io.github.batch4j.sample.roundtrip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records round trips of code without batches, which no {@link io.github.batch4j.BatchTrace} sees. Each is a step of
 * its own. For one thread.
 */
public class RoundTripRecorder {

    private final List<RoundTrip> roundTrips = new ArrayList<>();
    private final long started = System.nanoTime();

    /** Asks a store by the given call, and records the round trip. */
    public <T extends @Nullable Object> T record(String store, Object key, Supplier<T> question) {
        long sent = System.nanoTime();
        T answer = question.get();
        long answered = System.nanoTime();
        roundTrips.add(RoundTrip.of(
                roundTrips.size() + 1,
                store,
                List.of(key.toString()),
                Duration.ofNanos(sent - started),
                Duration.ofNanos(answered - sent)));
        return answer;
    }

    /** Lists the round trips so far. */
    public List<RoundTrip> roundTrips() {
        return List.copyOf(roundTrips);
    }
}
