package io.github.batch4j.sample.users;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The functions of {@link UserGenerators} as plain blocking code: each method returns its result, so callers need not
 * know of generators. Calls side by side are batched; a call on its own works too, as a round trip of its own.
 */
@Component
public class PlainUsers {

    private final BatchExecutor batchExecutor;
    private final RedisBatch<String> redis;
    private final UserJson json;

    PlainUsers(BatchExecutor batchExecutor, RedisBatch<String> redis, UserJson json) {
        this.batchExecutor = batchExecutor;
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
        return batchExecutor.zip(() -> user(id), () -> spouse(id), Couple::new);
    }

    public List<Couple> couples(List<Long> ids) {
        return batchExecutor.all(ids, this::couple);
    }

    private @Nullable User userIfAny(long id) {
        return json.read(get("user:" + id));
    }

    private @Nullable String get(String key) {
        return batchExecutor.execute(redis.get(key));
    }
}
