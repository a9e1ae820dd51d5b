package io.github.batch4j.test.spring;

import io.github.batch4j.spring.redis.RedisBatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;

/**
 * A Redis in memory with given values, for tests without a server.
 *
 * <pre>{@code
 * @Bean
 * RedisBatch<String> redis() {
 *     return FakeRedis.create()
 *             .string("user:1", "Ann")
 *             .hash("scores:1", Map.of("chess", "1200"))
 *             .batch();
 * }
 * }</pre>
 *
 * <p>Its {@link #batch} is a true {@link RedisBatch} with another connection, so it batches, merges and caches as with
 * a server, and writes change the values. Time does not pass in it: a value that is set with a time to live stays.
 * Commands that {@link RedisBatch} has no method for need a given {@link #reply}. A batch blocks, as it does with other
 * drivers than Lettuce. Thread-safe.
 */
public final class FakeRedis {

    private final RedisData data = new RedisData();
    private final RedisBatch<String> batch =
            RedisBatch.of(new StringRedisTemplate(FakeConnection.factory(data::execute)));

    private FakeRedis() {}

    /**
     * Makes an empty Redis.
     *
     * @return a new instance
     */
    public static FakeRedis create() {
        return new FakeRedis();
    }

    /**
     * Gives a string.
     *
     * @param key the key
     * @param value its value, in place of an earlier one
     * @return this
     */
    public FakeRedis string(String key, String value) {
        data.put(key, RedisData.bytes(value));
        return this;
    }

    /**
     * Gives a string that is JSON, as {@link RedisBatch#json} reads it.
     *
     * @param <T> the type of the value
     * @param key the key
     * @param value the value, in place of an earlier one
     * @return this
     * @throws org.springframework.data.redis.serializer.SerializationException if it cannot be written as JSON
     */
    @SuppressWarnings("unchecked") // the class of a T
    public <T> FakeRedis json(String key, T value) {
        data.put(key, new JacksonJsonRedisSerializer<>((Class<T>) value.getClass()).serialize(value));
        return this;
    }

    /**
     * Gives a hash.
     *
     * @param key the key
     * @param fields its values by field, in place of earlier ones
     * @return this
     */
    public FakeRedis hash(String key, Map<String, String> fields) {
        data.put(key, RedisData.hash(fields));
        return this;
    }

    /**
     * Gives a list.
     *
     * @param key the key
     * @param elements its elements, in place of earlier ones
     * @return this
     */
    public FakeRedis list(String key, List<String> elements) {
        data.put(key, elements.stream().map(RedisData::bytes).toList());
        return this;
    }

    /**
     * Gives a set.
     *
     * @param key the key
     * @param members its members, in place of earlier ones
     * @return this
     */
    public FakeRedis set(String key, Set<String> members) {
        data.put(
                key,
                new RedisData.Members(members.stream().map(RedisData::bytes).toList()));
        return this;
    }

    /**
     * Gives the replies to a command, known or not, such as a script or {@code ZSCORE}.
     *
     * @param command the first word of the command
     * @param reply makes the reply of the arguments as text, further words of the command among them: null, a text, a
     *     number, a boolean, a byte array, or a list or map of such; what it throws is the failure of the command
     * @return this
     */
    public FakeRedis reply(String command, Function<? super List<String>, ? extends @Nullable Object> reply) {
        data.reply(command, reply);
        return this;
    }

    /**
     * Batched access to it.
     *
     * @return the access, always the same
     */
    public RedisBatch<String> batch() {
        return batch;
    }
}
