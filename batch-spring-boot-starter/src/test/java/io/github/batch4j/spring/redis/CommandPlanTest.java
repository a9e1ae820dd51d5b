package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchableOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The calls of a batch, and which of them are sent at once. */
class CommandPlanTest {

    private final RedisBatch<String> redis = RedisBatch.of(new StringRedisTemplate(new LettuceConnectionFactory()));

    @Test
    void stringsAreOneCallAndSoAreTheFieldsOfAHash() {
        assertThat(calls(
                        false,
                        redis.get("a"),
                        redis.hashField("h", "f"),
                        redis.get("b"),
                        redis.hashField("i", "f"),
                        redis.hashField("h", "g"),
                        redis.hash("h")))
                .containsExactly("MGET of 2 keys", "HMGET h", "HMGET i", "HGETALL h");
    }

    @Test
    void onAClusterStringsAreACallForEachSlot() {
        assertThat(calls(true, redis.get("{x}a"), redis.get("{y}a"), redis.get("{x}b")))
                .containsExactly("MGET of 2 keys", "MGET of 1 key");
    }

    @Test
    void writesAreAllSentAtOnce() {
        assertThat(calls(false, redis.set("a", "1"), redis.set("b", "1"), redis.delete("a")))
                .containsExactly("SET a (and 1 argument)", "SET b (and 1 argument)", "DEL a");
    }

    @Test
    void onAClusterAWriteWaitsForTheOneBeforeToItsKey() {
        assertThat(calls(true, redis.set("a", "1"), redis.set("b", "1"), redis.delete("a"), redis.set("a", "2")))
                .containsExactly(
                        "SET a (and 1 argument)",
                        "SET b (and 1 argument)",
                        "then DEL a",
                        "then SET a (and 1 argument)");
    }

    @Test
    void answersMayBeMadeByTwoWhoDoNotKnowOfEachOther() {
        CommandPlan plan = new CommandPlan(
                List.of((RedisOperation<?>) redis.get("a"), (RedisOperation<?>) redis.exists("b")), false);
        plan.calls().get(0).reply(List.of("1".getBytes(StandardCharsets.UTF_8)));
        plan.calls().get(1).reply(1L);

        List<Object> one = plan.answers();
        List<Object> two = plan.answers();

        assertThat(one).containsExactly("1", true);
        assertThat(two).containsExactly("1", true);
    }

    private static List<String> calls(boolean cluster, BatchableOperation<?>... operations) {
        List<RedisOperation<?>> batch = Stream.of(operations)
                .<RedisOperation<?>>map(operation -> (RedisOperation<?>) operation)
                .toList();
        return new CommandPlan(batch, cluster)
                .calls().stream()
                        .map(call -> call.isFirst() ? call.toString() : "then " + call)
                        .toList();
    }
}
