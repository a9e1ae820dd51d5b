package io.github.batch4j.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.data.redis.serializer.StringRedisSerializer;

/**
 * The keys of one Redis: how they are written, and under which cache keys answers are kept. Shared by all views of it.
 *
 * <p>A key is a {@code String} if each text is always written in the same way. A serializer of the application may
 * write the same text as another key for another thread, tenant or time; it is therefore called when the operation is
 * made, and the key is {@link KeyBytes}, or an {@link Unwritable}.
 */
final class RedisStore {

    private final RedisSerializer<String> keys;
    private final RedisSerializer<String> fields;
    private final boolean cached;

    /**
     * Set by the first write that may change any key. Until then reads do without the larger cache key that such a
     * write invalidates.
     */
    private volatile boolean expectsWritesOfAnything;

    RedisStore(RedisSerializer<String> keys, RedisSerializer<String> fields, boolean cached) {
        this.keys = keys;
        this.fields = fields;
        this.cached = cached;
    }

    /** A key that its serializer could not write: fails its operation when it is sent, and is equal to itself only. */
    private static final class Unwritable {

        private final String text;
        private final RuntimeException failure;

        Unwritable(String text, RuntimeException failure) {
            this.text = text;
            this.failure = failure;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    Object key(String key) {
        return made(keys, key, "key");
    }

    Object field(String field) {
        return made(fields, field, "field");
    }

    /** A key given by its bytes in Redis: equal to the text that is written so. */
    Object key(byte[] key) {
        if (keys == StringRedisSerializer.UTF_8) {
            String text = new String(key, StandardCharsets.UTF_8);
            if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), key)) {
                return text;
            }
        }
        return new KeyBytes(key);
    }

    private static Object made(RedisSerializer<String> serializer, String text, String what) {
        if (serializer == StringRedisSerializer.UTF_8) {
            return asRead(text);
        }
        try {
            return new KeyBytes(serialized(serializer, text, what), text);
        } catch (RuntimeException failure) {
            return new Unwritable(text, failure);
        }
    }

    /** The text as Redis has it: half a surrogate pair is written as a question mark. */
    private static String asRead(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= Character.MIN_SURROGATE) { // or beyond, which does no harm
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    /** The bytes of a key or a field; throws the failure of its serializer. */
    static byte[] bytes(Object key) {
        return written(key) instanceof byte[] bytes ? bytes : ((String) key).getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of a key or a field, or a text that is written in UTF-8; throws the failure of its serializer. */
    static Object written(Object key) {
        if (key instanceof Unwritable unwritable) {
            throw unwritable.failure;
        }
        return key instanceof KeyBytes written ? written.bytes() : key;
    }

    static <U> byte[] serialized(RedisSerializer<U> serializer, U value, String what) {
        byte @Nullable [] bytes = serializer.serialize(value);
        if (bytes == null) {
            throw new SerializationException(serializer.getClass().getName() + " made null of a " + what + " of "
                    + value.getClass() + ", expected bytes");
        }
        return bytes;
    }

    RedisSerializer<String> fields() {
        return fields;
    }

    /**
     * The cache key of a read of a key, independent of the command and of the value type; null if answers are not
     * cached. It is the key itself: if another store has an equal one, a write to either invalidates both, which does
     * no harm.
     */
    @Nullable
    Object cacheKey(Object key) {
        if (!cached) {
            return null;
        }
        return expectsWritesOfAnything ? Set.of(this, key) : key;
    }

    /** The cache keys that a write to keys invalidates. */
    static Object cacheKeys(List<Object> keys) {
        return keys.size() == 1 ? keys.get(0) : Set.copyOf(keys);
    }

    /** The cache key of all reads of this store, invalidated by a write whose keys are not known. */
    Object everything() {
        return this;
    }

    /** Makes later cache keys contain {@link #everything}. */
    void expectWritesOfAnything() {
        expectsWritesOfAnything = true;
    }
}
