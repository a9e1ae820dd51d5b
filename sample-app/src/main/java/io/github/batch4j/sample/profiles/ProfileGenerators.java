package io.github.batch4j.sample.profiles;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.sample.users.JdbcUserGenerators;
import io.github.batch4j.spring.redis.RedisBatch;
import org.springframework.stereotype.Component;

/**
 * Generators of profiles, which come from two stores. The code only states that neither half needs the other; the
 * executor sends to Redis first and queries the database while Redis answers.
 */
@Component
public class ProfileGenerators {

    private final JdbcUserGenerators users;
    private final RedisBatch<String> redis;

    ProfileGenerators(JdbcUserGenerators users, RedisBatch<String> redis) {
        this.users = users;
        this.redis = redis;
    }

    /** Loads the user and the presence in one step. */
    public BatchGenerator<Profile> genProfile(long id) {
        return BatchGenerator.zip(users.genUser(id), genPresence(id), Profile::new);
    }

    private BatchGenerator<String> genPresence(long id) {
        return redis.get("presence:" + id).map(presence -> presence == null ? "offline" : presence);
    }
}
