package io.github.batch4j.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The functions of {@link UserGenerators} as one writes them without batches: each waits for its answer. */
class NaiveUsers {

    private final StringRedisTemplate redis;
    private final UserJson json;
    private final RoundTripNotes notes;

    NaiveUsers(StringRedisTemplate redis, UserJson json, RoundTripNotes notes) {
        this.redis = redis;
        this.json = json;
        this.notes = notes;
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

    private @Nullable String get(String key) {
        return notes.ask("redis", key, () -> redis.opsForValue().get(key));
    }
}
