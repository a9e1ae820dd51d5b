package io.github.batch4j.spring.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A copy of a reply: its bytes may become the value of one asker, who may change it. */
final class ReplyCopy {

    private ReplyCopy() {}

    static @Nullable Object of(@Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (reply instanceof List<?> list) {
            List<@Nullable Object> copies = new ArrayList<>(list.size());
            list.forEach(element -> copies.add(of(element)));
            return copies;
        }
        if (reply instanceof Set<?> set) {
            Set<@Nullable Object> copies = new LinkedHashSet<>();
            set.forEach(element -> copies.add(of(element)));
            return copies;
        }
        if (reply instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copies = new LinkedHashMap<>();
            map.forEach((key, value) -> copies.put(of(key), of(value)));
            return copies;
        }
        return reply; // a number, a text, or nothing
    }
}
