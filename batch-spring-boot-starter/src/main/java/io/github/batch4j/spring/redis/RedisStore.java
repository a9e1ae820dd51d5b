package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.data.redis.serializer.StringRedisSerializer;

/** One Redis as its operations see it: who runs them, and how keys are written. All views of it share it. */
final class RedisStore {

    final Batcher<RedisOperation<?>, @Nullable Object> reads;
    final Batcher<RedisOperation<?>, @Nullable Object> writes;
    private final RedisSerializer<String> keys;
    private final RedisSerializer<String> fields;
    private final boolean cached;

    /** Whether keys that differ are written as bytes that do. */
    private final boolean distinct;

    RedisStore(
            Batcher<RedisOperation<?>, @Nullable Object> reads,
            Batcher<RedisOperation<?>, @Nullable Object> writes,
            RedisSerializer<String> keys,
            RedisSerializer<String> fields,
            boolean cached) {
        this.reads = reads;
        this.writes = writes;
        this.keys = keys;
        this.fields = fields;
        this.cached = cached;
        this.distinct = keys == StringRedisSerializer.UTF_8;
    }

    /** What a read of a key reads: the same whatever is read of it, and as what; null if answers are not kept. */
    @Nullable
    Object read(String key) {
        return cached ? stored(key) : null;
    }

    /** What a write to a key writes. */
    Object written(String key) {
        return stored(key);
    }

    /** By its bytes if another serializer may write two keys as one. */
    private StoredKey stored(String key) {
        if (distinct) {
            return new StoredKey(this, key);
        }
        try {
            return new StoredKey(this, ByteBuffer.wrap(keyBytes(key)));
        } catch (RuntimeException unwritable) { // is never sent, and is told to whom has asked when it is to be
            return new StoredKey(this, key);
        }
    }

    byte[] keyBytes(String key) {
        return written(keys, key, "key");
    }

    byte[] fieldBytes(String field) {
        return written(fields, field, "field");
    }

    RedisSerializer<String> fields() {
        return fields;
    }

    static <U> byte[] written(RedisSerializer<U> serializer, U value, String what) {
        byte @Nullable [] bytes = serializer.serialize(value);
        if (bytes == null) {
            throw new SerializationException(serializer.getClass().getName() + " made null of a " + what + " of "
                    + value.getClass() + ", expected bytes");
        }
        return bytes;
    }

    private record StoredKey(RedisStore store, Object key) {}
}
