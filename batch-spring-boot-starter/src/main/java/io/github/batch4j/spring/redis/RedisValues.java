package io.github.batch4j.spring.redis;

import io.github.batch4j.MissingKeyException;
import io.github.batch4j.spring.support.Checks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * A view of a Redis: the type of its values.
 *
 * @param <V> the type of the values
 * @param strings for the values of strings, and of the elements of lists and sets
 * @param hashes for the values in hashes
 */
record RedisValues<V>(RedisStore store, RedisBatchers batchers, RedisSerializer<V> strings, RedisSerializer<V> hashes) {

    /** The view with the serializers of a template. */
    @SuppressWarnings("unchecked") // as the template does, whose keys and values are strings
    static RedisValues<String> of(StringRedisTemplate redis, RedisBatchers batchers, boolean cached) {
        RedisStore store = new RedisStore(
                (RedisSerializer<String>) redis.getKeySerializer(),
                (RedisSerializer<String>) redis.getHashKeySerializer(),
                cached);
        return new RedisValues<>(
                store, batchers, (RedisSerializer<String>) redis.getValueSerializer(), (RedisSerializer<String>)
                        redis.getHashValueSerializer());
    }

    /** Another view of the same Redis. */
    <U> RedisValues<U> with(RedisSerializer<U> serializer) {
        return new RedisValues<>(store, batchers, serializer, serializer);
    }

    RedisArgument.Key key(String key, String method) {
        return new RedisArgument.Key(store.key(Checks.notNull(key, method, "a key")));
    }

    RedisArgument.Field field(String field, String method) {
        return new RedisArgument.Field(store.field(Checks.notNull(field, method, "a field")));
    }

    RedisArgument value(V value, String method) {
        return new RedisArgument.Value<>(strings, Checks.notNull(value, method, "a value"));
    }

    RedisArgument hashValue(V value, String method) {
        return new RedisArgument.Value<>(hashes, Checks.notNull(value, method, "a value"));
    }

    /** The arguments of a command: text of strings and numbers, bytes of byte arrays, values of anything else. */
    List<RedisArgument> arguments(@Nullable Object @Nullable [] arguments, String method) {
        List<RedisArgument> list = new ArrayList<>();
        for (Object argument : Checks.notNull(arguments, method, "arguments")) {
            list.add(argument(Checks.notNull(argument, method, "arguments that are not null")));
        }
        return list;
    }

    @SuppressWarnings("unchecked") // a serializer refuses a value of another type when it is sent
    private RedisArgument argument(Object argument) {
        if (argument instanceof byte[] bytes) {
            return new RedisArgument.Binary(bytes.clone());
        }
        if (argument instanceof CharSequence || argument instanceof Number) {
            return new RedisArgument.Text(argument.toString());
        }
        return new RedisArgument.Value<>(strings, (V) argument);
    }

    /** A value that must not be missing. */
    V required(@Nullable V value, String key) {
        if (value == null) {
            throw new MissingKeyException(batchers.reads().name(), key);
        }
        return value;
    }

    /** The value in a reply. */
    static <V> @Nullable V read(RedisSerializer<V> serializer, @Nullable Object reply, Object asked) {
        if (reply == null) {
            return null;
        }
        byte @Nullable [] bytes = reply instanceof byte[] same ? same : new RedisReply(asked, reply).asBytes();
        try {
            return serializer.deserialize(bytes);
        } catch (SerializationException failure) {
            throw failure;
        } catch (RuntimeException failure) { // some serializers throw other exceptions than they declare
            throw new SerializationException(
                    "the reply to " + asked + " cannot be read: its serializer failed", failure);
        }
    }
}
