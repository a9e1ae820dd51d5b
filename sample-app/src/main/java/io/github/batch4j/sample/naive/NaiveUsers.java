package io.github.batch4j.sample.naive;

import io.github.batch4j.sample.roundtrip.RoundTripRecorder;
import io.github.batch4j.sample.users.Couple;
import io.github.batch4j.sample.users.User;
import io.github.batch4j.sample.users.UserGenerators;
import io.github.batch4j.sample.users.UserJson;
import io.github.batch4j.sample.users.UserNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The functions of {@link UserGenerators} without batches: each call waits for its answer. */
public class NaiveUsers {

    private final StringRedisTemplate redis;
    private final UserJson json;
    private final RoundTripRecorder recorder;

    public NaiveUsers(StringRedisTemplate redis, UserJson json, RoundTripRecorder recorder) {
        this.redis = redis;
        this.json = json;
        this.recorder = recorder;
    }

    User user(long id) {
        return UserNotFoundException.require(userIfAny(id), id);
    }

    @Nullable
    User spouse(long id) {
        String spouseId = get("spouseId:" + id);
        return spouseId == null ? null : userIfAny(Long.parseLong(spouseId));
    }

    public Couple couple(long id) {
        return new Couple(user(id), spouse(id));
    }

    private @Nullable User userIfAny(long id) {
        return json.read(get("user:" + id));
    }

    private @Nullable String get(String key) {
        return recorder.record("redis", key, () -> redis.opsForValue().get(key));
    }
}
