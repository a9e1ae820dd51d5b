package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * The functions that make answers from replies, of one view. Records, because equal operations need equal functions to
 * be merged.
 *
 * @param <V> the type of the values
 */
record Decoders<V>(
        Function<RedisReply, Map<String, V>> toMap,
        Function<RedisReply, Set<V>> toSet,
        Function<RedisReply, List<V>> toList) {

    static final Function<RedisReply, Boolean> YES_OR_NO = RedisReply::asBoolean;

    /** Always null: a command that was not done has failed. */
    static final Function<RedisReply, @Nullable Void> DONE = reply -> null;

    static <V> Decoders<V> of(RedisValues<V> values) {
        return new Decoders<>(
                new ToMap<>(values.store().fields(), values.hashes()),
                new ToSet<>(values.strings()),
                new ToList<>(values.strings()));
    }

    /** A hash. */
    record ToMap<V>(RedisSerializer<String> fields, RedisSerializer<V> values)
            implements Function<RedisReply, Map<String, V>> {

        @Override
        public Map<String, V> apply(RedisReply reply) {
            List<@Nullable Object> pairs = reply.pairs();
            Map<String, V> map = new LinkedHashMap<>();
            for (int i = 0; i < pairs.size(); i += 2) {
                map.put(present(fields, pairs.get(i), reply), present(values, pairs.get(i + 1), reply));
            }
            return Collections.unmodifiableMap(map);
        }
    }

    /** The elements of a list. */
    record ToList<V>(RedisSerializer<V> values) implements Function<RedisReply, List<V>> {

        @Override
        public List<V> apply(RedisReply reply) {
            List<V> list = new ArrayList<>();
            for (Object element : reply.elements("a list")) {
                list.add(present(values, element, reply));
            }
            return Collections.unmodifiableList(list);
        }
    }

    /** The members of a set. */
    record ToSet<V>(RedisSerializer<V> values) implements Function<RedisReply, Set<V>> {

        @Override
        public Set<V> apply(RedisReply reply) {
            Set<V> set = new LinkedHashSet<>();
            for (Object element : reply.elements("a set")) {
                set.add(present(values, element, reply));
            }
            return Collections.unmodifiableSet(set);
        }
    }

    private static <U> U present(RedisSerializer<U> serializer, @Nullable Object element, RedisReply reply) {
        U value = RedisValues.read(serializer, element, reply.asked());
        if (value == null) {
            throw new SerializationException(
                    serializer.getClass().getName() + " made null of an element of " + reply + ", expected a value");
        }
        return value;
    }
}
