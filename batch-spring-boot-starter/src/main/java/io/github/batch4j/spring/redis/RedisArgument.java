package io.github.batch4j.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;

/** An argument of a command, which is made into bytes when it is sent, and has equality. */
sealed interface RedisArgument {

    /** As many characters of an argument are printed. */
    int SHOWN = 40;

    byte[] bytes();

    /** Strings and numbers as text, bytes as they are, anything else as a value. */
    static List<RedisArgument> of(RedisValues<?> values, @Nullable Object @Nullable [] arguments, String method) {
        List<RedisArgument> list = new ArrayList<>();
        for (Object argument : Checks.notNull(arguments, method, "arguments")) {
            list.add(of(values, Checks.notNull(argument, method, "arguments that are not null")));
        }
        return List.copyOf(list);
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

    /** Text. */
    record Text(String text) implements RedisArgument {

        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        }
    }

    /** A field of a hash. */
    record Field(RedisStore store, String field) implements RedisArgument {

        @Override
        public byte[] bytes() {
            return store.fieldBytes(field);
        }

        @Override
        public String toString() {
            return field;
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
            return "a " + value.getClass().getSimpleName();
        }
    }

    /** Bytes. */
    final class Binary implements RedisArgument {

        private final byte[] bytes;

        Binary(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
