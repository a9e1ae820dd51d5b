package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Keys come from clients, who can choose strings with the same hash: in maps they have other hashes, or an order.
 */
class CollidingKeysTest {

    private static final int COUNT = 1 << 12;

    private final RedisBatch<String> redis = RedisBatch.of(new StringRedisTemplate(new LettuceConnectionFactory()));

    /** Keys with the same hash. */
    private static List<String> colliding() {
        List<String> keys = IntStream.range(0, COUNT)
                .mapToObj(i -> {
                    StringBuilder key = new StringBuilder();
                    for (int bit = 0; bit < 12; bit++) {
                        key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                    }
                    return key.toString();
                })
                .toList();
        assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);
        return keys;
    }

    private static void differ(List<?> hashed) {
        assertThat(hashed.stream().map(Object::hashCode).distinct().count()).isGreaterThan(COUNT - 10);
    }

    @Test
    void keysAndCommandsHaveOtherHashes() {
        differ(colliding().stream()
                .map(key -> new KeyBytes(key.getBytes(StandardCharsets.UTF_8)))
                .toList());
        differ(colliding().stream().map(redis::hash).toList());
        differ(colliding().stream().map(key -> redis.hashField(key, "f")).toList());
        differ(colliding().stream().map(field -> redis.hashField("h", field)).toList());
        differ(colliding().stream()
                .map(key -> redis.read("GETRANGE", "a", key).as(RedisReply::asString))
                .toList());
    }

    @Test
    void whatExecutorsNoteAsWrittenHasAnOrder() {
        List<?> written =
                colliding().stream().map(key -> redis.delete(key).writes()).toList();

        assertThat(written).allSatisfy(key -> assertThat(key).isInstanceOf(Comparable.class));
        assertThat(Set.copyOf(written)).hasSize(COUNT);
        assertThat(written.stream().sorted()).hasSize(COUNT).doesNotHaveDuplicates();
    }
}
