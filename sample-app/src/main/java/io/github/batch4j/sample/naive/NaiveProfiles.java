package io.github.batch4j.sample.naive;

import io.github.batch4j.sample.profiles.Profile;
import io.github.batch4j.sample.profiles.ProfileGenerators;
import io.github.batch4j.sample.roundtrip.RoundTripRecorder;
import io.github.batch4j.sample.users.User;
import io.github.batch4j.sample.users.UserNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The functions of {@link ProfileGenerators} without batches: each call waits for its answer. */
public class NaiveProfiles {

    private static final String USER = "select id, name, city from users where id = ?";

    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final RoundTripRecorder recorder;

    public NaiveProfiles(JdbcClient jdbc, StringRedisTemplate redis, RoundTripRecorder recorder) {
        this.jdbc = jdbc;
        this.redis = redis;
        this.recorder = recorder;
    }

    public Profile profile(long id) {
        return new Profile(UserNotFoundException.require(userIfAny(id), id), presence(id));
    }

    private @Nullable User userIfAny(long id) {
        return recorder.record(
                "database",
                id,
                () -> jdbc.sql(USER).param(id).query(User.class).optional().orElse(null));
    }

    private String presence(long id) {
        String key = "presence:" + id;
        String presence =
                recorder.record("redis", key, () -> redis.opsForValue().get(key));
        return presence == null ? "offline" : presence;
    }
}
