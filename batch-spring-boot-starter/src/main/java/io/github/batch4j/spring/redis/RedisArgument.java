package io.github.batch4j.spring.redis;

import io.github.batch4j.spring.support.Checks;
import io.github.batch4j.spring.support.Shown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * An argument of a command: serialized when it is sent, with equality, and with a hash that clients cannot predict.
 * Keys print as they are, all others as their type only.
 */
sealed interface RedisArgument {

    byte[] bytes();

    /** Its text if it may be a word of the command; else empty. */
    default String text() {
        return "";
    }

    /** A time as Redis counts it. */
    static RedisArgument milliseconds(Duration time, String method, String expected) {
        Checks.atLeastAMillisecond(time, method, expected);
        return new Text(Long.toString(TimeUnit.MILLISECONDS.convert(time)));
    }

    /**
     * A key.
     *
     * @param key as made by {@link RedisStore#key}
     */
    record Key(Object key) implements RedisArgument {

        @Override
        public byte[] bytes() {
            return RedisStore.bytes(key);
        }

        @Override
        public int hashCode() {
            return key instanceof String text ? KeyBytes.hash(text) : key.hashCode();
        }

        @Override
        public String toString() {
            return Shown.key(key.toString());
        }
    }

    /**
     * A field of a hash.
     *
     * @param field as made by {@link RedisStore#field}
     */
    record Field(Object field) implements RedisArgument {

        @Override
        public byte[] bytes() {
            return RedisStore.bytes(field);
        }

        @Override
        public int hashCode() {
            return field instanceof String text ? KeyBytes.hash(text) : field.hashCode();
        }

        @Override
        public String toString() {
            return "a field";
        }
    }

    /** Text. */
    record Text(String text) implements RedisArgument {

        /** The index of the first element of a list. */
        static final Text FIRST = new Text("0");

        /** The index of the last element of a list. */
        static final Text LAST = new Text("-1");

        /** The option for a time to live in milliseconds. */
        static final Text PX = new Text("PX");

        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int hashCode() {
            return KeyBytes.hash(text);
        }

        @Override
        public String toString() {
            return "a text";
        }
    }

    /** A value for a serializer. */
    record Value<V>(RedisSerializer<V> serializer, V value) implements RedisArgument {

        @Override
        public byte[] bytes() {
            return RedisStore.serialized(serializer, value, "value");
        }

        @Override
        public String toString() {
            return "a value";
        }
    }

    /** Bytes. */
    final class Binary implements RedisArgument {

        private static final int LONGEST_WORD = 32;

        private final KeyBytes bytes;

        Binary(byte[] bytes) {
            this.bytes = new KeyBytes(bytes);
        }

        @Override
        public byte[] bytes() {
            return bytes.bytes();
        }

        @Override
        public String text() {
            byte[] all = bytes.bytes();
            return all.length > LONGEST_WORD ? "" : new String(all, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Binary binary && bytes.equals(binary.bytes);
        }

        @Override
        public int hashCode() {
            return bytes.hashCode();
        }

        @Override
        public String toString() {
            return "bytes";
        }
    }
}
