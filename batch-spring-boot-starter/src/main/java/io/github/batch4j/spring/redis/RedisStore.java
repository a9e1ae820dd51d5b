package io.github.batch4j.spring.redis;

import io.github.batch4j.Batcher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.data.redis.serializer.StringRedisSerializer;

/**
 * One Redis as its operations see it: who runs them, and how keys are written. All views of it share it.
 *
 * <p>A key is a {@code String} if each is written in one way only. If a serializer of the application's own writes it,
 * it is written when it is asked for: the same text may be another key for another thread, tenant or time. Then it is
 * {@link KeyBytes}, or an {@link Unwritable}.
 */
final class RedisStore {

    final Batcher<RedisOperation<?>, @Nullable Object> reads;
    final Batcher<RedisOperation<?>, @Nullable Object> writes;
    private final RedisSerializer<String> keys;
    private final RedisSerializer<String> fields;
    private final boolean cached;

    /**
     * Set by the first write that may change any key: until then it would cost each read to tell what such one changes.
     */
    private volatile boolean expectsWritesOfAnything;

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
    }

    /** A key that no serializer could write: the failure of the operation when it is sent, equal to itself only. */
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

    /** A key that is given as it stands in Redis: equal to the text that is written so. */
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
            return new KeyBytes(written(serializer, text, what), text);
        } catch (RuntimeException failure) {
            return new Unwritable(text, failure);
        }
    }

    /** The text that Redis has in its place: half a surrogate pair is written as a question mark. */
    private static String asRead(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= Character.MIN_SURROGATE) { // or beyond, which does no harm
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    /** The bytes of a key or a field; throws what its serializer has thrown. */
    static byte[] bytes(Object key) {
        if (key instanceof Unwritable unwritable) {
            throw unwritable.failure;
        }
        return key instanceof KeyBytes written ? written.bytes() : ((String) key).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The resource that all reads of a key share, whatever they make of it; null if answers are not kept. It is the key
     * itself: should another store have an equal one, a write to either makes both be read anew, which does no harm.
     */
    @Nullable
    Object read(Object key) {
        if (!cached) {
            return null;
        }
        return expectsWritesOfAnything ? Set.of(this, key) : key;
    }

    /** From now on reads are told apart from those before, as a write may follow whose keys are not known. */
    void expectWritesOfAnything() {
        expectsWritesOfAnything = true;
    }

    /** The resources that a write to keys changes. */
    static Object written(List<Object> keys) {
        return keys.size() == 1 ? keys.get(0) : Set.copyOf(keys);
    }

    /** The resource of all reads here, which a write changes whose keys are not known. */
    Object everything() {
        return this;
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
}
