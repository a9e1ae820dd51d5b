package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/** A {@link RedisBatch} without a server; its connections are never opened. */
class RedisBatchTest {

    private static final Function<RedisReply, String> STRING = RedisReply::asString;

    private final StringRedisTemplate lettuce = new StringRedisTemplate(started());
    private final StringRedisTemplate jedis = new StringRedisTemplate(new JedisConnectionFactory());
    private final RedisBatch<String> redis = RedisBatch.of(lettuce);

    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                wrong(redis -> redis.get(null), "RedisBatch.get expects a key, got null"),
                wrong(redis -> redis.require(null), "RedisBatch.require expects a key, got null"),
                wrong(redis -> redis.exists(null), "RedisBatch.exists expects a key, got null"),
                wrong(redis -> redis.hash(null), "RedisBatch.hash expects a key, got null"),
                wrong(redis -> redis.hashField(null, "f"), "RedisBatch.hashField expects a key, got null"),
                wrong(redis -> redis.hashField("a", null), "RedisBatch.hashField expects a field, got null"),
                wrong(redis -> redis.members(null), "RedisBatch.members expects a key, got null"),
                wrong(redis -> redis.list(null), "RedisBatch.list expects a key, got null"),
                wrong(redis -> redis.read(null, "a").as(STRING), "RedisBatch.read expects a command, got null"),
                wrong(redis -> redis.read(" ", "a").as(STRING), "RedisBatch.read expects a command, got an empty one"),
                wrong(
                        redis -> redis.read("GET", "a").as(null),
                        "RedisCommand.as expects a function of the reply, got null"),
                wrong(redis -> redis.read("GET", null).as(STRING), "RedisBatch.read expects a key, got null"),
                wrong(
                        redis -> redis.read("GET", "a", "b", null).as(STRING),
                        "RedisBatch.read expects arguments that are not null, got null"),
                wrong(redis -> redis.set(null, "1"), "RedisBatch.set expects a key, got null"),
                wrong(redis -> redis.set("a", null), "RedisBatch.set expects a value, got null"),
                wrong(redis -> redis.set("a", "1", null), "RedisBatch.set expects a time to live, got null"),
                wrong(
                        redis -> redis.set("a", "1", Duration.ofNanos(999_999)),
                        "RedisBatch.set expects a time to live of at least 1 ms, got PT0.000999999S"),
                wrong(redis -> redis.delete(null), "RedisBatch.delete expects a key, got null"),
                wrong(redis -> redis.hashPut("a", "f", null), "RedisBatch.hashPut expects a value, got null"),
                wrong(redis -> redis.write("", "a").as(STRING), "RedisBatch.write expects a command, got an empty one"),
                wrong(redis -> redis.values(null), "RedisBatch.values expects a serializer, got null"),
                wrong(redis -> redis.json(null), "RedisBatch.json expects a type, got null"),
                wrong(redis -> RedisBatch.of(null), "RedisBatch.of expects a template, got null"));
    }

    private static Arguments wrong(Function<RedisBatch<String>, Object> call, String message) {
        return Arguments.of(call, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongArguments")
    void wrongArgumentIsNamed(Function<RedisBatch<String>, Object> call, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> call.apply(redis)).withMessage(message);
    }

    @Test
    void wrongOptionIsNamed() {
        RedisBatch.Builder builder = RedisBatch.builder(lettuce);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxBatchSize(0))
                .withMessage("RedisBatch.Builder.maxBatchSize expects at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.ZERO))
                .withMessage("RedisBatch.Builder.timeout expects a time limit of at least 1 ms, got PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.retry(null))
                .withMessage("RedisBatch.Builder.retry expects a policy, got null");
    }

    @Test
    void timeoutOfADriverThatBlocksIsRefused() {
        RedisBatch.Builder builder = RedisBatch.builder(jedis).timeout(Duration.ofSeconds(1));

        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessage(
                        "RedisBatch.Builder.timeout expects Lettuce, got a JedisConnectionFactory, whose calls block"
                                + " and cannot be given up; set spring.data.redis.timeout, or the timeout of the"
                                + " connection factory");
    }

    @Test
    void templateWithoutConnectionsIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RedisBatch.of(new StringRedisTemplate()))
                .withMessage("RedisBatch.Builder.build expects a template with a connection factory, got one without");
    }

    @Test
    void lettuceAnswersLater() {
        Batcher<?, ?> batcher =
                RedisBatch.builder(lettuce).maxBatchSize(7).build().get("a").batcher();

        assertThat(batcher).isInstanceOf(Batcher.Async.class);
        assertThat(batcher.name()).isEqualTo("redis");
        assertThat(batcher.maxBatchSize()).isEqualTo(7);
    }

    @Test
    void jedisBlocks() {
        Batcher<?, ?> batcher =
                RedisBatch.builder(jedis).maxBatchSize(7).build().get("a").batcher();

        assertThat(batcher).isInstanceOf(Batcher.Blocking.class);
        assertThat(batcher.name()).isEqualTo("redis");
        assertThat(batcher.maxBatchSize()).isEqualTo(7);
    }

    @Test
    void allReadsOfAllViewsHaveOneBatcherAndAllWritesAnother() {
        RedisBatch<Integer> numbers = redis.json(Integer.class);

        assertThat(List.<BatchableOperation<?>>of(
                        redis.get("a"), redis.hash("a"), numbers.hashField("a", "f"), numbers.list("a")))
                .<Object>extracting(BatchableOperation::batcher)
                .containsOnly(numbers.get("b").batcher());
        assertThat(List.<BatchableOperation<?>>of(redis.set("a", "1"), redis.delete("a"), numbers.hashPut("a", "f", 1)))
                .<Object>extracting(BatchableOperation::batcher)
                .containsOnly(numbers.set("b", 1).batcher());
        assertThat(redis.delete("a").batcher().name()).isEqualTo("redis writes");
    }

    @Test
    void batchersPrintAsTheirNames() {
        RedisBatch<String> blocking = RedisBatch.of(jedis);

        assertThat(List.of(redis.get("a").batcher(), redis.delete("a").batcher()))
                .extracting(Object::toString)
                .containsExactly("redis", "redis writes");
        assertThat(List.of(blocking.get("a").batcher(), blocking.delete("a").batcher()))
                .extracting(Object::toString)
                .containsExactly("redis", "redis writes");
    }

    @Test
    void operationsPrintShort() {
        assertThat(List.of(
                        redis.get("user:42"),
                        redis.hash("user:1"),
                        redis.hashField("user:1", "name"),
                        redis.members("m"),
                        redis.list("l"),
                        redis.exists("user:1"),
                        redis.read("object encoding", "user:1").as(STRING),
                        redis.read("ZRANGE", "board", 0, -1).as(STRING),
                        redis.set("user:1", "a long text"),
                        redis.set("user:1", "a long text", Duration.ofSeconds(5)),
                        redis.hashPut("user:1", "name", "a long text"),
                        redis.delete("user:1"),
                        redis.write("APPEND", "log", "x".repeat(50)).as(STRING),
                        redis.write("APPEND", "log", new byte[3]).as(STRING),
                        redis.write("MSET", "a", 1, "b", 2, "c", 3, "d", 4, "e", 5)
                                .as(STRING),
                        redis.write("FLUSHDB", "ASYNC").as(STRING),
                        redis.write("no.such", "key", "value").as(STRING),
                        redis.script("return 1", List.of("a", "b"), "value").as(STRING),
                        redis.get("line\none\u2028two\u0000"),
                        redis.delete("x".repeat(50)),
                        redis.delete("x".repeat(40)),
                        redis.delete("x".repeat(36) + "\ud83d\ude42" + "x".repeat(10)),
                        redis.get("half\ude42"),
                        redis.write("SET", "a\r\nb", "c").as(STRING)))
                .extracting(Object::toString)
                .containsExactly(
                        "user:42",
                        "HGETALL user:1",
                        "HMGET user:1 (and 1 argument)",
                        "SMEMBERS m",
                        "LRANGE l (and 2 arguments)",
                        "EXISTS user:1",
                        "OBJECT ENCODING user:1",
                        "ZRANGE board (and 2 arguments)",
                        "SET user:1 (and 1 argument)",
                        "SET user:1 (and 3 arguments)",
                        "HSET user:1 (and 2 arguments)",
                        "DEL user:1",
                        "APPEND log (and 1 argument)",
                        "APPEND log (and 1 argument)",
                        "MSET a b c and 2 more keys (and 5 arguments)",
                        "FLUSHDB (1 argument)",
                        "NO.SUCH key (and 1 argument)",
                        "EVAL a b (and 3 arguments)",
                        "line\\u000aone\\u2028two\\u0000",
                        "DEL " + "x".repeat(37) + "...",
                        "DEL " + "x".repeat(40),
                        "DEL " + "x".repeat(36) + "\\ud83d...",
                        "half?",
                        "SET a\\u000d\\u000ab (and 1 argument)");
    }

    @Test
    void readsAreEqualByInstanceViewAndWhatIsRead() {
        RedisBatch<String> other = RedisBatch.of(lettuce);

        assertThat(redis.get("a")).isEqualTo(redis.get("a")).hasSameHashCodeAs(redis.get("a"));
        assertThat(redis.get("a")).isNotEqualTo(redis.get("b")).isNotEqualTo(other.get("a"));
        assertThat(redis.hash("a")).isEqualTo(redis.hash("a")).isNotEqualTo(other.hash("a"));
        assertThat(redis.list("a")).isEqualTo(redis.list("a")).isNotEqualTo(redis.members("a"));
        assertThat(redis.json(Integer.class).get("a"))
                .isEqualTo(redis.json(Integer.class).get("a"))
                .isNotEqualTo(redis.get("a"));
        assertThat(redis.json(Integer.class).hash("a"))
                .isEqualTo(redis.json(Integer.class).hash("a"))
                .isNotEqualTo(redis.hash("a"));
        assertThat(redis.read("GETRANGE", "a", 0, new byte[] {'1'}).as(STRING))
                .isEqualTo(redis.read("GETRANGE", "a", 0, new byte[] {'1'}).as(STRING))
                .isNotEqualTo(redis.read("GETRANGE", "a", 0, new byte[] {'2'}).as(STRING))
                .isNotEqualTo(redis.read("GETRANGE", "a", 0, new byte[] {'1'}).as(RedisReply::asString));
    }

    @Test
    void commandsWithoutAFunctionAreEqualByTheirArguments() {
        assertThat(redis.read("STRLEN", "a"))
                .isEqualTo(redis.read("strlen", "a"))
                .hasSameHashCodeAs(redis.read("STRLEN", "a"))
                .isNotEqualTo(redis.read("STRLEN", "b"))
                .isNotEqualTo(redis.read("STRLEN", "a").as(STRING));
        assertThat(redis.read("STRLEN", "a")).hasToString("STRLEN a");
        assertThat(redis.read("STRLEN", "a").reads()).isNull();
        assertThat(redis.write("INCR", "a").writes()).isEqualTo(redis.get("a").reads());
    }

    @Test
    void writesAreNeverMerged() {
        assertThat(redis.set("a", "1").mergeable()).isFalse();
        assertThat(redis.write("INCR", "a").mergeable()).isFalse();
        assertThat(redis.write("INCR", "a").as(RedisReply::asLong).mergeable()).isFalse();
    }

    @Test
    void readsAndWritesGoByTheKey() {
        RedisBatch<byte[]> bytes = redis.values(RedisSerializer.byteArray());

        assertThat(redis.get("a").reads())
                .isEqualTo(redis.hashField("a", "f").reads())
                .isEqualTo(bytes.hash("a").reads())
                .isNotEqualTo(redis.get("b").reads())
                .isEqualTo(redis.set("a", "1").writes())
                .isEqualTo(bytes.hashPut("a", "f", new byte[0]).writes())
                .isEqualTo(redis.write("INCR", "a").as(RedisReply::asLong).writes());
    }

    @Test
    void readsAreThoseOfTheWholeRedisTooOnceSomethingMayWriteAnyKey() {
        Object before = redis.get("a").reads();
        Object anything = redis.write("NOSUCH", "b").as(RedisReply::asLong).writes();

        assertThat(Set.<Object>copyOf((Set<?>) redis.get("a").reads())).contains(before, anything);
        assertThat(anything)
                .isNotEqualTo(RedisBatch.of(lettuce)
                        .write("NOSUCH", "b")
                        .as(RedisReply::asLong)
                        .writes());
    }

    @Test
    void readsWriteNothingAndWritesReadNothing() {
        assertThat(redis.get("a").writes()).isNull();
        assertThat(redis.set("a", "1").reads()).isNull();
    }

    @Test
    void whatMayDependOnMoreThanItsKeyIsNotKept() {
        assertThat(redis.read("SINTER", "a", "b").as(RedisReply::asList).reads())
                .isNull();
    }

    @Test
    void switchedOffNothingIsKeptButWritesAreNoted() {
        RedisBatch<String> uncached = RedisBatch.builder(lettuce).cache(false).build();

        assertThat(uncached.get("a").reads()).isNull();
        assertThat(uncached.hash("a").reads()).isNull();
        assertThat(uncached.set("a", "1").writes()).isNotNull();
    }

    private static LettuceConnectionFactory started() {
        LettuceConnectionFactory connections = new LettuceConnectionFactory();
        connections.afterPropertiesSet();
        return connections;
    }
}
