package io.github.batch4j.sample;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.redis.RedisBatch;
import org.springframework.stereotype.Component;

/**
 * What comes from two stores. Nothing here says so: what asks for a profile sees two things that do not need each other,
 * and the executor lets Redis answer while the database is asked.
 */
@Component
class ProfileGenerators {

    private final JdbcUserGenerators users;
    private final RedisBatch<String> redis;

    ProfileGenerators(JdbcUserGenerators users, RedisBatch<String> redis) {
        this.users = users;
        this.redis = redis;
    }

    /** The user and the presence, both asked for at once. */
    BatchGenerator<Profile> genProfile(long id) {
        return BatchGenerator.zip(users.genUser(id), genPresence(id), Profile::new);
    }

    private BatchGenerator<String> genPresence(long id) {
        return redis.get("presence:" + id).map(presence -> presence == null ? "offline" : presence);
    }
}
