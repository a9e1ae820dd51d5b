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

/** Functions that make answers of replies. Records, for operations are equal only if their functions are. */
final class Decoders {

    private Decoders() {}

    static final Function<RedisReply, Boolean> YES_OR_NO = RedisReply::asBoolean;

    /** Always true: if it was not done there is a failure. */
    static final Function<RedisReply, Boolean> DONE = reply -> true;

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
