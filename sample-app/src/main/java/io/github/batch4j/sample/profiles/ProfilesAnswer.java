package io.github.batch4j.sample.profiles;

import io.github.batch4j.sample.roundtrip.RoundTrip;
import java.util.List;

/**
 * The answer to a request for profiles.
 *
 * @param steps the number of waits: the batches of one step are in flight at the same time
 */
record ProfilesAnswer(List<Profile> profiles, int roundTrips, int steps, List<Batch> batches) {

    /** The keys of one round trip, with its step and store. */
    record Batch(int step, String store, List<String> keys) {}

    static ProfilesAnswer of(List<Profile> profiles, List<RoundTrip> roundTrips) {
        return new ProfilesAnswer(
                profiles,
                roundTrips.size(),
                (int) roundTrips.stream().map(RoundTrip::step).distinct().count(),
                roundTrips.stream()
                        .map(trip -> new Batch(trip.step(), trip.store(), trip.keys()))
                        .toList());
    }
}
