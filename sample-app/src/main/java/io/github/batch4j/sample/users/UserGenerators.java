package io.github.batch4j.sample.users;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.redis.RedisBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Generators of users from Redis. Each function asks for one thing; the executor batches it with everything else that
 * is asked for in the same step.
 */
@Component
public class UserGenerators {

    private final RedisBatch<String> redis;
    private final UserJson json;

    UserGenerators(RedisBatch<String> redis, UserJson json) {
        this.redis = redis;
        this.json = json;
    }

    /** Loads the user; fails with a {@link UserNotFoundException} if there is none. */
    BatchGenerator<User> genUser(long id) {
        return genUserIfAny(id).map(user -> UserNotFoundException.require(user, id));
    }

    /** Loads the user's spouse: null if there is none, or if the spouse is no longer a user. */
    BatchGenerator<@Nullable User> genSpouse(long id) {
        return redis.get("spouseId:" + id)
                .flatMap(spouseId ->
                        spouseId == null ? BatchGenerator.value(null) : genUserIfAny(Long.parseLong(spouseId)));
    }

    /** Loads the user and the spouse. Neither needs the other, so their first questions share a round trip. */
    public BatchGenerator<Couple> genCouple(long id) {
        return BatchGenerator.zip(genUser(id), genSpouse(id), Couple::new);
    }

    private BatchGenerator<@Nullable User> genUserIfAny(long id) {
        return redis.get("user:" + id).map(json::read);
    }
}
