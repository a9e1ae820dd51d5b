package io.github.batch4j.sample.users;

import io.github.batch4j.sample.roundtrip.RoundTrip;
import java.util.List;

/**
 * The answer to a request for several couples.
 *
 * @param batches the keys of each round trip
 */
record CouplesAnswer(List<Couple> couples, int roundTrips, List<List<String>> batches) {

    static CouplesAnswer of(List<Couple> couples, List<RoundTrip> roundTrips) {
        return new CouplesAnswer(
                couples,
                roundTrips.size(),
                roundTrips.stream().map(RoundTrip::keys).toList());
    }
}
