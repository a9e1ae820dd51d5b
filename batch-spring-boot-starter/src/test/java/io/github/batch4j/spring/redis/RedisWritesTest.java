package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/** Writes of a step are one batch in the order yielded, each is sent, and they invalidate cached answers. */
@ParameterizedClass
@EnumSource(Driver.class)
class RedisWritesTest extends EmbeddedRedisTest {

    @Test
    void writesOfAllKindsAreOneBatch() {
        server.set("old", "1");

        assertThat(execute(
                        redis.set("a", "1"),
                        redis.set("b", "2", Duration.ofMinutes(1)),
                        redis.hashPut("hash", "f", "3"),
                        redis.hashPut("hash", "f", "4"),
                        redis.delete("old"),
                        redis.delete("never"),
                        redis.write("RPUSH", "list", "x", "y").as(RedisReply::asLong),
                        redis.write("INCRBY", "counter", 5).as(RedisReply::asLong)))
                .containsExactly(null, null, true, false, true, false, 2L, 5L);

        assertThat(trace.batches()).hasSize(1);
        assertThat(trace.entries())
                .extracting(entry -> entry.batch().batcher().name())
                .containsExactly("redis writes");
        assertThat(commands()).isEqualTo(Map.of("set", 2L, "hset", 2L, "del", 2L, "rpush", 1L, "incrby", 1L));
        assertThat(server.get("a")).isEqualTo("1");
        assertThat(server.pttl("b")).isBetween(50_000L, 60_000L);
        assertThat(server.hget("hash", "f")).isEqualTo("4");
        assertThat(server.lrange("list", 0, -1)).containsExactly("x", "y");
    }

    @Test
    void writesRunInTheOrderYieldedEachOfThem() {
        List<BatchGenerator<Long>> appends = IntStream.range(0, 2500)
                .mapToObj(i ->
                        (BatchGenerator<Long>) redis.write("RPUSH", "list", i).as(RedisReply::asLong))
                .toList();

        List<Long> lengths = executor.execute(BatchGenerator.all(appends), trace);

        assertThat(lengths)
                .isEqualTo(
                        IntStream.rangeClosed(1, 2500).mapToObj(Long::valueOf).toList());
        assertThat(server.lrange("list", 0, -1))
                .isEqualTo(IntStream.range(0, 2500).mapToObj(String::valueOf).toList());
        assertThat(trace.batches())
                .extracting(List::size)
                .isEqualTo(driver() == Driver.LETTUCE_UNSHARED ? List.of(2500) : List.of(1000, 1000, 500));
    }

    @Test
    void equalWritesAreBothRun() {
        BatchableOperation<Long> increment = redis.write("INCR", "a").as(RedisReply::asLong);
        server.set("b", "1");

        assertThat(execute(increment, increment, redis.delete("b"), redis.delete("b")))
                .containsExactly(1L, 2L, true, false);
    }

    @Test
    void writeThatFailsFailsAlone() {
        server.set("string", "1");

        assertThat(execute(failure(redis.hashPut("string", "f", "1")), redis.set("a", "2")))
                .satisfiesExactly(
                        failure -> assertThat(failure)
                                .isInstanceOf(DataAccessException.class)
                                .asString()
                                .contains("WRONGTYPE"),
                        done -> assertThat(done).isNull());
        assertThat(server.get("a")).isEqualTo("2");
    }

    @Test
    void whatAViewHasWrittenEveryViewReads() {
        RedisBatch<Point> points = redis.json(Point.class);
        BatchExecutor keeping = BatchExecutor.builder().cache(100).build();
        server.set("p", "{\"x\":0,\"y\":0}");
        server.hset("h", "f", "{\"x\":0,\"y\":0}");

        assertThat(keeping.execute(redis.get("p"))).isEqualTo("{\"x\":0,\"y\":0}");
        assertThat(keeping.execute(redis.hashField("h", "f"))).isEqualTo("{\"x\":0,\"y\":0}");
        keeping.execute(points.set("p", new Point(1, 2)));
        keeping.execute(points.hashPut("h", "f", new Point(3, 4)));

        assertThat(keeping.execute(redis.get("p"))).isEqualTo("{\"x\":1,\"y\":2}");
        assertThat(keeping.execute(points.get("p"))).isEqualTo(new Point(1, 2));
        assertThat(keeping.execute(redis.hashField("h", "f"))).isEqualTo("{\"x\":3,\"y\":4}");
        assertThat(keeping.execute(points.hash("h"))).isEqualTo(Map.of("f", new Point(3, 4)));
    }

    @Test
    void keyThatIsWrittenAsAnotherOneIsIsTheSame() {
        StringRedisTemplate template = client.template();
        template.setKeySerializer(new LowerCase());
        RedisBatch<String> folding = RedisBatch.of(template);
        BatchExecutor keeping = BatchExecutor.builder().cache(100).build();

        assertThat(keeping.execute(folding.get("KEY"))).isNull();
        keeping.execute(folding.set("key", "1"));

        assertThat(keeping.execute(folding.get("KEY"))).isEqualTo("1");
        assertThat(keeping.execute(failure(folding.get("")))).isInstanceOf(SerializationException.class);
    }

    /** A serializer that writes different keys as the same one, and fails for an empty key. */
    private static final class LowerCase implements RedisSerializer<String> {

        @Override
        public byte[] serialize(String key) {
            if (key.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
            return key.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Test
    void valuesInGeneralCommandsAreWrittenAsThoseOfTheView() {
        RedisBatch<Point> points = redis.json(Point.class);

        assertThat(execute(
                        points.write("SETNX", "p", new Point(1, 2)).as(RedisReply::asBoolean),
                        points.write("SETNX", "p", new Point(3, 4)).as(RedisReply::asBoolean),
                        points.write("SETNX", "bytes", new byte[] {'x'}).as(RedisReply::asBoolean)))
                .containsExactly(true, false, true);
        assertThat(server.get("p")).isEqualTo("{\"x\":1,\"y\":2}");
        assertThat(server.get("bytes")).isEqualTo("x");
    }

    record Point(int x, int y) {}
}
