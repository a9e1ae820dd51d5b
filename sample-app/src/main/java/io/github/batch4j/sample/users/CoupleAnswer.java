package io.github.batch4j.sample.users;

import io.github.batch4j.sample.roundtrip.RoundTrip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for one couple.
 *
 * @param batches the keys of each round trip
 */
public record CoupleAnswer(User user, @Nullable User spouse, int roundTrips, List<List<String>> batches) {

    /** Combines a couple with the round trips that loaded it. */
    public static CoupleAnswer of(Couple couple, List<RoundTrip> roundTrips) {
        return new CoupleAnswer(
                couple.user(),
                couple.spouse(),
                roundTrips.size(),
                roundTrips.stream().map(RoundTrip::keys).toList());
    }
}
