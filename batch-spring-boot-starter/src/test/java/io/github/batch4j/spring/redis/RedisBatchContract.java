package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.MissingKeyException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The contract of reads for every driver. Commands are those that Redis has counted. */
abstract class RedisBatchContract extends RedisTest {

    @Test
    void keysAskedForTogetherAreOneMget() {
        server.set("a", "1");
        server.set("b", "2");

        assertThat(execute(redis.get("a"), redis.get("b"))).containsExactly("1", "2");

        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
        assertThat(trace.batches()).containsExactly(List.of(redis.get("a"), redis.get("b")));
    }

    @Test
    void missingKeyIsNull() {
        server.set("b", "2");

        assertThat(execute(redis.get("a"), redis.get("b"), redis.get("c"))).containsExactly(null, "2", null);

        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
    }

    @Test
    void keyThatHoldsNoStringIsNullToo() {
        server.hset("hash", Map.of("field", "value"));
        server.set("a", "1");

        assertThat(execute(redis.get("hash"), redis.get("a"))).containsExactly(null, "1");
    }

    @Test
    void keyAskedForTwiceIsSentOnce() {
        server.set("a", "1");

        assertThat(execute(redis.get("a"), redis.get("a"))).containsExactly("1", "1");

        assertThat(trace.batches()).containsExactly(List.of(redis.get("a")));
    }

    @Test
    void requiredKeyThatIsMissingFailsAlone() {
        server.set("a", "1");

        assertThat(execute(redis.require("a"), failure(redis.require("b"))))
                .satisfiesExactly(
                        value -> assertThat(value).isEqualTo("1"),
                        failure -> assertThat(failure)
                                .isInstanceOf(MissingKeyException.class)
                                .hasToString(MissingKeyException.class.getName() + ": redis has no value for key b"));

        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
    }

    @Test
    void allKindsOfReadsAreOneBatch() {
        server.set("string", "1");
        server.set("other", "2");
        server.hset("hash", Map.of("f", "3", "g", "4"));
        server.hset("fields", Map.of("f", "5", "g", "6"));
        server.sadd("set", "7", "8");
        server.rpush("list", "9", "10", "9");
        server.zadd("board", 1.5, "Ann");

        assertThat(execute(
                        redis.get("string"),
                        redis.hash("hash"),
                        redis.hashField("fields", "f"),
                        redis.members("set"),
                        redis.get("other"),
                        redis.list("list"),
                        redis.hashField("fields", "g"),
                        redis.hashField("fields", "h"),
                        redis.exists("hash"),
                        redis.exists("nothing"),
                        redis.read("ZSCORE", "board", "Ann").as(RedisReply::asDouble)))
                .containsExactly(
                        "1",
                        Map.of("f", "3", "g", "4"),
                        "5",
                        Set.of("7", "8"),
                        "2",
                        List.of("9", "10", "9"),
                        "6",
                        null,
                        true,
                        false,
                        1.5);

        assertThat(trace.batches()).hasSize(1);
        assertThat(commands())
                .isEqualTo(Map.of(
                        "mget",
                        1L,
                        "hgetall",
                        1L,
                        "hmget",
                        1L,
                        "smembers",
                        1L,
                        "lrange",
                        1L,
                        "exists",
                        2L,
                        "zscore",
                        1L));
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(execute(redis.hash("a"), redis.members("a"), redis.list("a"), redis.hashField("a", "f")))
                .containsExactly(Map.of(), Set.of(), List.of(), null);
    }

    @Test
    void collectionsAreUnmodifiableForTheyMayHaveSeveralReaders() {
        server.hset("hash", "f", "1");
        server.sadd("set", "1");
        server.rpush("list", "1");

        Assertions.assertThatThrownBy(() -> executor.execute(redis.hash("hash")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        Assertions.assertThatThrownBy(
                        () -> executor.execute(redis.members("set")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        Assertions.assertThatThrownBy(() -> executor.execute(redis.list("list")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void moreKeysThanTheLargestBatchAreSeveralMgetsOfOneStep() {
        RedisBatch<String> pairs = client.redisBatch(2);
        Stream.of("a", "b", "c", "d", "e").forEach(key -> server.set(key, key.repeat(2)));

        assertThat(execute(pairs.get("a"), pairs.get("b"), pairs.get("c"), pairs.get("d"), pairs.get("e")))
                .containsExactly("aa", "bb", "cc", "dd", "ee");

        assertThat(commands()).isEqualTo(Map.of("mget", 3L));
        assertThat(trace.batches())
                .containsExactly(
                        List.of(pairs.get("a"), pairs.get("b")),
                        List.of(pairs.get("c"), pairs.get("d")),
                        List.of(pairs.get("e")));
        assertThat(trace.entries()).extracting(entry -> entry.batch().step()).containsOnly(1);
    }

    @Test
    void whatDependsOnAnAnswerIsTheNextMget() {
        server.set("spouseId:1", "2");
        server.set("user:1", "Ann");
        server.set("user:2", "Bob");
        BatchGenerator<String> spouse = redis.get("spouseId:1").flatMap(id -> redis.get("user:" + id));

        assertThat(execute(redis.get("user:1"), spouse)).containsExactly("Ann", "Bob");

        assertThat(commands()).isEqualTo(Map.of("mget", 2L));
        assertThat(trace.batches())
                .containsExactly(List.of(redis.get("user:1"), redis.get("spouseId:1")), List.of(redis.get("user:2")));
    }

    @Test
    void nothingAskedForIsNothingSent() {
        assertThat(execute()).isEmpty();

        assertThat(commands()).isEmpty();
    }

    @Test
    void keysFieldsAndValuesAreUnicode() {
        server.set("ключ:日本:🙂", "värde:价值:💍");
        server.hset("ключ", "日本", "💍");

        assertThat(execute(redis.get("ключ:日本:🙂"), redis.hash("ключ"), redis.hashField("ключ", "日本")))
                .containsExactly("värde:价值:💍", Map.of("日本", "💍"), "💍");
    }

    @Test
    void emptyStringsAreNotMissing() {
        server.set("a", "");
        server.hset("hash", "", "");

        assertThat(execute(redis.get("a"), redis.hash("hash"), redis.hashField("hash", "")))
                .containsExactly("", Map.of("", ""), "");
    }

    @Test
    void operationsOfTwoInstancesAreNotMixed() {
        RedisBatch<String> other = client.redisBatch(1000);
        server.set("a", "1");

        assertThat(execute(redis.get("a"), other.get("a"))).containsExactly("1", "1");

        assertThat(commands()).isEqualTo(Map.of("mget", 2L));
    }

    @Test
    void viewsOfOneInstanceAreOneBatch() {
        server.set("a", "1");
        server.set("b", "2");

        assertThat(execute(
                        redis.get("a"),
                        redis.json(Integer.class).get("b"),
                        redis.json(Integer.class).get("a")))
                .containsExactly("1", 2, 1);

        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
    }

    @Test
    void manyReadsOfManyKindsAreAnsweredRightly() {
        List<BatchGenerator<?>> reads = Stream.iterate(0, i -> i + 1)
                .limit(900)
                .<BatchGenerator<?>>map(i -> {
                    server.set("s" + i, "s" + i);
                    server.hset("h" + i, "f", "h" + i);
                    server.rpush("l" + i, "l" + i);
                    return switch (i % 4) {
                        case 0 -> redis.get("s" + i);
                        case 1 -> redis.hashField("h" + i, "f");
                        case 2 -> redis.list("l" + i);
                        default -> redis.hash("h" + i);
                    };
                })
                .toList();

        List<Object> answers = execute(reads.toArray(BatchGenerator<?>[]::new));

        for (int i = 0; i < 900; i++) {
            Object expected = switch (i % 4) {
                case 0 -> "s" + i;
                case 1 -> "h" + i;
                case 2 -> List.of("l" + i);
                default -> Map.of("f", "h" + i);
            };
            assertThat(answers.get(i)).isEqualTo(expected);
        }
        assertThat(trace.batches()).hasSize(1);
    }
}
