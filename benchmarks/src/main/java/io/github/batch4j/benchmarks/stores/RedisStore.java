package io.github.batch4j.benchmarks.stores;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Users in Redis, asked for in each of the forms. */
final class RedisStore {

    private final StringRedisTemplate template;
    private final RedisBatch<String> redis;

    RedisStore(StringRedisTemplate template) {
        this.template = template;
        this.redis = RedisBatch.of(template);
    }

    List<@Nullable String> usersByHand(List<Integer> ids) {
        List<String> keys = new ArrayList<>(ids.size());
        for (int id : ids) {
            keys.add("user:" + id);
        }
        return template.opsForValue().multiGet(keys);
    }

    List<@Nullable String> users(BatchExecutor executor, List<Integer> ids) {
        return executor.execute(BatchGenerator.<Integer, @Nullable String>all(ids, this::genUser));
    }

    BatchGenerator<@Nullable String> genUser(int id) {
        return redis.get("user:" + id);
    }

    /** One question after the other. */
    List<Couple> couplesNaively(List<Integer> ids) {
        List<Couple> couples = new ArrayList<>(ids.size());
        for (int id : ids) {
            String user = template.opsForValue().get("user:" + id);
            String spouseId = template.opsForValue().get("spouseId:" + id);
            couples.add(new Couple(user, template.opsForValue().get("user:" + spouseId)));
        }
        return couples;
    }

    /** What somebody would write who knows that it takes two round trips. */
    List<Couple> couplesByHand(List<Integer> ids) {
        int size = ids.size();
        List<String> keys = new ArrayList<>(2 * size);
        for (int id : ids) {
            keys.add("user:" + id);
        }
        for (int id : ids) {
            keys.add("spouseId:" + id);
        }
        List<@Nullable String> found = template.opsForValue().multiGet(keys);
        List<String> spouseKeys = new ArrayList<>(size);
        for (String spouseId : found.subList(size, 2 * size)) {
            spouseKeys.add("user:" + spouseId);
        }
        List<@Nullable String> spouses = template.opsForValue().multiGet(spouseKeys);
        List<Couple> couples = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            couples.add(new Couple(found.get(i), spouses.get(i)));
        }
        return couples;
    }

    List<Couple> couples(BatchExecutor executor, List<Integer> ids) {
        return executor.execute(
                BatchGenerator.all(ids, id -> BatchGenerator.zip(genUser(id), genSpouse(id), Couple::new)));
    }

    private BatchGenerator<@Nullable String> genSpouse(int id) {
        return redis.get("spouseId:" + id).then(spouseId -> genUser(Integer.parseInt(spouseId)));
    }
}
