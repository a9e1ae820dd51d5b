package io.github.batch4j.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The functions of {@link ProfileGenerators} as one writes them without batches: each waits for its answer. */
class NaiveProfiles {

    private static final String USER = "select id, name, city from users where id = ?";

    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final RoundTripNotes notes;

    NaiveProfiles(JdbcClient jdbc, StringRedisTemplate redis, RoundTripNotes notes) {
        this.jdbc = jdbc;
        this.redis = redis;
        this.notes = notes;
    }

    Profile profile(long id) {
        return new Profile(UserNotFoundException.require(userIfAny(id), id), presence(id));
    }

    private @Nullable User userIfAny(long id) {
        return notes.ask(
                "database",
                id,
                () -> jdbc.sql(USER).param(id).query(User.class).optional().orElse(null));
    }

    private String presence(long id) {
        String key = "presence:" + id;
        String presence = notes.ask("redis", key, () -> redis.opsForValue().get(key));
        return presence == null ? "offline" : presence;
    }
}
