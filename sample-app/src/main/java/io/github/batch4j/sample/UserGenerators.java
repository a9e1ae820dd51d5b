package io.github.batch4j.sample;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.redis.RedisBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What can be asked about users. Each function asks for one thing; that others ask at the same time, and that they all
 * share a round trip, is the executor's business.
 */
@Component
class UserGenerators {

    private final RedisBatch<String> redis;
    private final UserJson json;

    UserGenerators(RedisBatch<String> redis, UserJson json) {
        this.redis = redis;
        this.json = json;
    }

    /** The user; fails with a {@link UserNotFoundException} if there is none. */
    BatchGenerator<User> genUser(long id) {
        return genUserIfAny(id).map(user -> UserNotFoundException.require(user, id));
    }

    /** The user's spouse: null for who has none, and for who is married to somebody that is no user any more. */
    BatchGenerator<@Nullable User> genSpouse(long id) {
        return redis.get("spouseId:" + id)
                .flatMap(spouseId ->
                        spouseId == null ? BatchGenerator.value(null) : genUserIfAny(Long.parseLong(spouseId)));
    }

    /** The user and the spouse. Neither needs the other, so what both ask first is asked together. */
    BatchGenerator<Couple> genCouple(long id) {
        return BatchGenerator.zip(genUser(id), genSpouse(id), Couple::new);
    }

    private BatchGenerator<@Nullable User> genUserIfAny(long id) {
        return redis.get("user:" + id).map(json::read);
    }
}
