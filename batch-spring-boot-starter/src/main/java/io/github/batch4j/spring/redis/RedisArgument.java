package io.github.batch4j.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * An argument of a command, which is made into bytes when it is sent, and has equality, by a hash that clients cannot
 * foresee. Keys print as such; all others as little as possible.
 */
sealed interface RedisArgument {

    byte[] bytes();

    /** A word of the command, if it may be one; else empty. */
    default String text() {
        return "";
    }

    /** Strings and numbers as text, bytes as they are, anything else as a value. */
    static List<RedisArgument> of(RedisValues<?> values, @Nullable Object @Nullable [] arguments, String method) {
        List<RedisArgument> list = new ArrayList<>();
        for (Object argument : Checks.notNull(arguments, method, "arguments")) {
            list.add(of(values, Checks.notNull(argument, method, "arguments that are not null")));
        }
        return list;
    }

    private static RedisArgument of(RedisValues<?> values, Object argument) {
        if (argument instanceof byte[] bytes) {
            return new Binary(bytes.clone());
        }
        if (argument instanceof CharSequence || argument instanceof Number) {
            return new Text(argument.toString());
        }
        return value(values.strings(), argument);
    }

    @SuppressWarnings("unchecked") // a serializer that is given something of another type says so when it is sent
    private static <V> RedisArgument value(RedisSerializer<V> serializer, Object value) {
        return new Value<>(serializer, (V) value);
    }

    /**
     * A key.
     *
     * @param key as a {@link RedisStore} has it
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
            return Shown.text(key.toString());
        }
    }

    /**
     * A field of a hash.
     *
     * @param field as a {@link RedisStore} has it
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

    /** Something for a serializer. */
    record Value<V>(RedisSerializer<V> serializer, V value) implements RedisArgument {

        @Override
        public byte[] bytes() {
            return RedisStore.written(serializer, value, "value");
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
