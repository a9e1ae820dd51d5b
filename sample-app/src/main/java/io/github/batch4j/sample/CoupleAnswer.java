package io.github.batch4j.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A couple, and what it took to find it: the keys that were asked for in each round trip. */
record CoupleAnswer(User user, @Nullable User spouse, int roundTrips, List<List<String>> batches) {

    static CoupleAnswer of(Couple couple, List<RoundTrip> roundTrips) {
        return new CoupleAnswer(
                couple.user(),
                couple.spouse(),
                roundTrips.size(),
                roundTrips.stream().map(RoundTrip::keys).toList());
    }
}
