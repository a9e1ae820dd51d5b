package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchableOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import redis.clients.jedis.StreamEntryID;

/** Commands invalidate cached answers of their keys, whichever arguments those are. */
@ParameterizedClass
@EnumSource(Driver.class)
class RedisKeysTest extends EmbeddedRedisTest {

    private static final Function<RedisReply, RedisReply> ANY = reply -> reply;

    private final BatchExecutor keeping = BatchExecutor.builder().cache(100).build();

    private static final String INCREMENT = "return redis.call('incrby', KEYS[1], ARGV[1])";

    @Test
    void scriptForgetsItsKeys() {
        writes("n", redis.write("EVAL", INCREMENT, 1, "n", 5).as(ANY), "1", "6");
        writes("n", redis.script(INCREMENT, List.of("n"), 5).as(ANY), "1", "6");
        String sha = server.scriptLoad(INCREMENT);
        writes("n", redis.write("EVALSHA", sha, "1", "n", 5).as(ANY), "1", "6");
    }

    @Test
    void functionForgetsItsKeys() {
        server.functionLoadReplace("#!lua name=lib\nredis.register_function('inc',"
                + " function(keys, args) return redis.call('incrby', keys[1], args[1]) end)");

        writes("n", redis.write("FCALL", "inc", 1, "n", 5).as(ANY), "1", "6");
    }

    @Test
    void severalKeysAreAllForgotten() {
        writes("a", redis.write("MSET", "x", 3, "a", 2).as(ANY), "1", "2");
        writes("b", redis.write("RENAME", "a", "b").as(ANY), "1", "2");
        writes("a", redis.write("RENAME", "a", "b").as(ANY), "1", null);
        writes("a", redis.write("BITOP", "AND", "a", "none").as(ANY), "1", null);
        writes("b", redis.write("COPY", "a", "b", "REPLACE").as(ANY), "1", "2");
    }

    /** Keys given as bytes invalidate the same cached answers. */
    @Test
    void keysThatAreGivenAsBytesAreForgotten() {
        byte[] a = bytes("a");
        byte[] b = bytes("b");
        writes("b", redis.write("RENAME", "a", b).as(ANY), "1", "2");
        writes("a", redis.write("MSET", "x", 3, a, 2).as(ANY), "1", "2");
        writes("b", redis.write("DEL", "a", b).as(ANY), "1", null);
        writes("n", redis.write("EVAL", INCREMENT, 1, bytes("n"), 5).as(ANY), "1", "6");
        writes(
                "\u00fc\ud83d\ude42",
                redis.write("DEL", "a", bytes("\u00fc\ud83d\ude42")).as(ANY),
                "1",
                null);
    }

    /** Half a surrogate pair is written as a question mark. */
    @Test
    void textsThatAreWrittenAsTheSameKeyAreTheSameKey() {
        writes("?", redis.write("DEL", "\ud83d").as(ANY), "1", null);
        writes("?", redis.write("RENAME", "a", "\ude42").as(ANY), "1", "2");
    }

    @Test
    void bytesThatAreNoTextAreAKeyOfTheirOwn() {
        byte[] noText = {(byte) 0xff, 'b'};
        server.set("\ufffdb", "1");
        keeping.execute(redis.get("\ufffdb"));
        server.set("\ufffdb", "2");

        assertThat(keeping.execute(redis.write("MSET", "x", 1, noText, 2).as(RedisReply::asString)))
                .isEqualTo("OK");

        assertThat(server.get(noText)).asString().isEqualTo("2");
        assertThat(keeping.execute(redis.get("\ufffdb"))).as("kept").isEqualTo("1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keysBehindAWordAreForgotten() {
        server.rpush("list", "3", "1", "2");
        server.xadd("stream", StreamEntryID.NEW_ENTRY, Map.of("f", "v"));
        server.xgroupCreate("stream", "group", new StreamEntryID("0-0"), false);

        assertThat(keeping.execute(redis.list("sorted"))).isEmpty();
        keeping.execute(redis.write("SORT", "list", "STORE", "sorted").as(ANY));
        assertThat(keeping.execute(redis.list("sorted"))).containsExactly("1", "2", "3");

        assertThat(keeping.execute(redis.exists("stream"))).isTrue();
        stats().reset();
        keeping.execute(redis.write("XREADGROUP GROUP group me COUNT 1 STREAMS", "stream", ">")
                .as(ANY));
        keeping.execute(redis.exists("stream"));
        assertThat(stats().sinceReset()).containsEntry("exists", 1L);
    }

    private CommandStats stats() {
        return new CommandStats(server);
    }

    @Test
    void whatIsNotKnownForgetsAllThatIsKeptOfThisRedis() {
        server.set("n", "1");
        keeping.execute(redis.get("n"));
        server.set("n", "2");

        keeping.execute(failure(redis.write("NOSUCH", "other").as(ANY)));

        assertThat(keeping.execute(redis.get("n"))).isEqualTo("2");
    }

    @Test
    void scriptWithoutKeysForgetsAll() {
        writes("n", redis.write("EVAL", "return redis.call('incr', 'n')", 0).as(ANY), "1", "2");
        writes("n", redis.script("return redis.call('incr', 'n')", List.of()).as(ANY), "1", "2");
        writes("n", redis.write("FLUSHDB", "SYNC").as(ANY), "1", null);
    }

    @Test
    void whatIsWrittenElsewhereIsKept() {
        server.set("n", "1");
        keeping.execute(redis.get("n"));
        server.set("n", "2");

        keeping.execute(redis.write("MSET", "x", "n", "y", "n").as(ANY));
        keeping.execute(redis.script("return redis.call('set', KEYS[1], ARGV[1])", List.of("x"), "n")
                .as(ANY));
        keeping.execute(redis.write("PUBLISH", "n", "n").as(ANY));
        keeping.execute(redis.write("GET", "n").as(ANY));

        assertThat(keeping.execute(redis.get("n"))).as("kept").isEqualTo("1");
    }

    /** Caches an answer that the write invalidates. */
    private void writes(String key, BatchGenerator<?> write, String before, String after) {
        server.del("a", "b", "n", "x");
        server.set("a", key.equals("a") ? before : "2");
        server.set(key, before);
        keeping.cache().clear();
        assertThat(keeping.execute(redis.get(key))).isEqualTo(before);

        keeping.execute(write);

        assertThat(keeping.execute(redis.get(key))).isEqualTo(after);
    }

    @Test
    void scriptsAreRunInTheOrderYieldedAndMayFailAlone() {
        assertThat(execute(
                        redis.script(INCREMENT, List.of("n"), 5).as(RedisReply::asLong),
                        redis.write("INCR", "n").as(RedisReply::asLong),
                        failure(redis.script("return redis.call('nosuch')", List.of("n"))
                                .as(RedisReply::asLong)),
                        redis.script("return {KEYS[2], ARGV[1]}", List.of("a", "b"), "c")
                                .as(RedisKeysTest::strings),
                        redis.write("GET", "n").as(RedisReply::asString)))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(5L),
                        second -> assertThat(second).isEqualTo(6L),
                        failure -> assertThat(failure).isInstanceOf(DataAccessException.class),
                        list -> assertThat(list).isEqualTo(List.of("b", "c")),
                        last -> assertThat(last).isEqualTo("6"));
        assertThat(trace.batches()).hasSize(1);
    }

    @Test
    void commandsThatWriteAreRefusedAsReads() {
        refused(
                () -> redis.read("INCR", "n").as(ANY),
                "RedisBatch.read expects a command that changes nothing, got INCR: use" + " RedisBatch.write");
        refused(
                () -> redis.read("eval", "return 1", 0).as(ANY),
                "RedisBatch.read expects a command that changes nothing, got"
                        + " EVAL: use EVAL_RO, or RedisBatch.write");
        refused(
                () -> redis.read("XGROUP", "create", "s", "g", "$").as(ANY),
                "RedisBatch.read expects a command that changes" + " nothing, got XGROUP CREATE: use RedisBatch.write");
        refused(
                () -> redis.read("PUBLISH", "a", "b").as(ANY),
                "RedisBatch.read expects a command that changes nothing, got" + " PUBLISH: use RedisBatch.write");
        refused(
                () -> redis.read("SORT", "a").as(ANY),
                "RedisBatch.read expects a command that changes nothing, got SORT: use"
                        + " SORT_RO, or RedisBatch.write");
        assertThat(executor.execute(redis.read("EVAL_RO", "return 7", 0).as(RedisReply::asLong)))
                .isEqualTo(7L);
    }

    @Test
    void commandsThatChangeTheConnectionAreRefused() {
        for (String command :
                List.of("SUBSCRIBE", "MULTI", "exec", "WATCH", "SELECT", "MONITOR", "QUIT", "CLIENT REPLY")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> redis.read(command, "1").as(ANY))
                    .withMessageStartingWith(
                            "RedisBatch.read expects a command that leaves the connection as it is, got ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> redis.write(command, "1").as(ANY))
                    .withMessageStartingWith(
                            "RedisBatch.write expects a command that leaves the connection as it is, got ");
        }
        refused(
                () -> redis.write("CLIENT", "reply", "off").as(ANY),
                "RedisBatch.write expects a command that leaves the"
                        + " connection as it is, got CLIENT REPLY, but other batches go through the same one: use the"
                        + " template's own connection");
    }

    private static List<String> strings(RedisReply reply) {
        return reply.asList().stream().map(RedisReply::asString).toList();
    }

    private static void refused(Supplier<BatchableOperation<?>> making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making::get).withMessage(message);
    }
}
