package io.github.batch4j.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The functions of {@link UserGenerators} as one writes them without batches: each waits for its answer. Takes notes of
 * its round trips, so have one for each request.
 */
class NaiveUsers {

    private final StringRedisTemplate redis;
    private final UserJson json;
    private final List<RoundTrip> roundTrips = new ArrayList<>();
    private final long started = System.nanoTime();

    NaiveUsers(StringRedisTemplate redis, UserJson json) {
        this.redis = redis;
        this.json = json;
    }

    User user(long id) {
        return UserNotFoundException.require(userIfAny(id), id);
    }

    @Nullable
    User spouse(long id) {
        String spouseId = get("spouseId:" + id);
        return spouseId == null ? null : userIfAny(Long.parseLong(spouseId));
    }

    Couple couple(long id) {
        return new Couple(user(id), spouse(id));
    }

    private @Nullable User userIfAny(long id) {
        return json.read(get("user:" + id));
    }

    List<RoundTrip> roundTrips() {
        return roundTrips;
    }

    private @Nullable String get(String key) {
        long sent = System.nanoTime();
        String value = redis.opsForValue().get(key);
        long answered = System.nanoTime();
        roundTrips.add(RoundTrip.of(List.of(key), Duration.ofNanos(sent - started), Duration.ofNanos(answered - sent)));
        return value;
    }
}
