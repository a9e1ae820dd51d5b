package io.github.batch4j.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes notes of round trips that are made one at a time, since nobody else does. */
class RoundTripNotes {

    private final List<RoundTrip> roundTrips = new ArrayList<>();
    private final long started = System.nanoTime();

    <T extends @Nullable Object> T ask(String store, Object key, Supplier<T> question) {
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

    List<RoundTrip> roundTrips() {
        return roundTrips;
    }
}
