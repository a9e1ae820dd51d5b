package io.github.batch4j.sample;

import java.util.List;

/** Couples, and what it took to find them: the keys that were asked for in each round trip. */
record CouplesAnswer(List<Couple> couples, int roundTrips, List<List<String>> batches) {

    static CouplesAnswer of(List<Couple> couples, List<RoundTrip> roundTrips) {
        return new CouplesAnswer(
                couples,
                roundTrips.size(),
                roundTrips.stream().map(RoundTrip::keys).toList());
    }
}
