package io.github.batch4j.benchmarks.stores;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.spring.redis.RedisBatch;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisStringAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The users in Redis, read in each of the forms. */
final class RedisStore {

    /** The batch size of {@link RedisBatch}. */
    private static final int CHUNK = 1000;

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

    /**
     * Sends several {@code MGET}s at once: careful code by hand, as one large {@code MGET} would block Redis for
     * others.
     */
    @SuppressWarnings("unchecked") // the type of the template's connection factory
    List<@Nullable String> usersByHandInChunks(List<Integer> ids) {
        return template.execute((RedisCallback<List<@Nullable String>>) connection -> {
            RedisStringAsyncCommands<byte[], byte[]> commands =
                    (RedisStringAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
            List<RedisFuture<List<KeyValue<byte[], byte[]>>>> sent = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += CHUNK) {
                byte[][] keys = ids.subList(from, Math.min(from + CHUNK, ids.size())).stream()
                        .map(id -> ("user:" + id).getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
                sent.add(commands.mget(keys));
            }
            List<@Nullable String> users = new ArrayList<>(ids.size());
            for (RedisFuture<List<KeyValue<byte[], byte[]>>> chunk : sent) {
                for (KeyValue<byte[], byte[]> found :
                        chunk.toCompletableFuture().join()) {
                    users.add(found.hasValue() ? new String(found.getValue(), StandardCharsets.UTF_8) : null);
                }
            }
            return users;
        });
    }

    List<@Nullable String> users(BatchExecutor executor, List<Integer> ids) {
        return executor.execute(BatchGenerator.<Integer, @Nullable String>all(ids, this::genUser));
    }

    BatchGenerator<@Nullable String> genUser(int id) {
        return redis.get("user:" + id);
    }

    /** Reads one after the other. */
    List<Couple> couplesNaively(List<Integer> ids) {
        List<Couple> couples = new ArrayList<>(ids.size());
        for (int id : ids) {
            String user = template.opsForValue().get("user:" + id);
            String spouseId = template.opsForValue().get("spouseId:" + id);
            couples.add(new Couple(user, template.opsForValue().get("user:" + spouseId)));
        }
        return couples;
    }

    /** Careful code by hand: two round trips. */
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
        return redis.get("spouseId:" + id).flatMap(spouseId -> genUser(Integer.parseInt(spouseId)));
    }
}
