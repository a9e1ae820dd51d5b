package io.github.batch4j.sample;

import java.util.List;

/**
 * Profiles, and what it took to find them.
 *
 * @param steps how often something had to be waited for: what is asked in one step is asked at once
 */
record ProfilesAnswer(List<Profile> profiles, int roundTrips, int steps, List<Batch> batches) {

    /** The keys that a store was asked for in a step. */
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
