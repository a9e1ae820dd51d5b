package io.github.batch4j.spring.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * A view of a Redis: what its values are read as.
 *
 * @param <V> the type of the values
 * @param strings for the values of strings, and of the elements of lists and sets
 * @param hashes for the values in hashes
 */
record RedisValues<V>(RedisStore store, RedisSerializer<V> strings, RedisSerializer<V> hashes) {

    /** The values as a template has them. */
    @SuppressWarnings("unchecked") // as the template does, whose keys and values are strings
    static RedisValues<String> of(StringRedisTemplate redis, DriverOptions options, boolean cached) {
        RedisConnectionFactory connections = redis.getConnectionFactory();
        if (connections == null) {
            throw new IllegalStateException("RedisBatch expects a template with a connection factory, got one without");
        }
        RedisStore store = new RedisStore(
                options.reads(connections),
                options.writes(connections),
                (RedisSerializer<String>) redis.getKeySerializer(),
                (RedisSerializer<String>) redis.getHashKeySerializer(),
                cached);
        return new RedisValues<>(store, (RedisSerializer<String>) redis.getValueSerializer(), (RedisSerializer<String>)
                redis.getHashValueSerializer());
    }

    /** The value that Redis has replied. */
    static <V> @Nullable V read(RedisSerializer<V> serializer, @Nullable Object reply, Object asked) {
        if (reply == null) {
            return null;
        }
        byte @Nullable [] bytes = reply instanceof byte[] same ? same : new RedisReply(asked, reply).asBytes();
        try {
            return serializer.deserialize(bytes);
        } catch (SerializationException failure) {
            throw failure;
        } catch (RuntimeException failure) { // not all serializers keep to the exception that they are to throw
            throw new SerializationException(
                    "the reply to " + asked + " cannot be read: its serializer failed", failure);
        }
    }
}
