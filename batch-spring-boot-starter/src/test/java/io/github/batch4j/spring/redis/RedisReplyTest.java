package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.StreamEntryID;

/** A reply is the same through all drivers and in both versions of the protocol. */
@ParameterizedClass
@EnumSource
class RedisReplyTest extends EmbeddedRedisTest {

    @Test
    void commandWithoutAFunctionResultsInItsReply() {
        server.set("a", "some");

        List<Object> replies = execute(
                redis.read("STRLEN", "a"),
                redis.read("STRLEN", "a"),
                redis.read("GET", "missing"),
                redis.write("INCR", "n"),
                redis.write("INCR", "n"),
                redis.script("return ARGV[1]", List.of("a"), "given"));

        assertThat(replies)
                .extracting(reply -> ((RedisReply) reply).asString())
                .containsExactly("4", "4", null, "1", "2", "given");
        assertThat(trace.batches())
                .extracting(Object::toString)
                .containsExactly("[STRLEN a, GET missing]", "[INCR n, INCR n, EVAL a (and 3 arguments)]");
        assertThat(commands()).isEqualTo(Map.of("strlen", 1L, "get", 1L, "incr", 2L, "eval", 1L));
    }

    @Test
    void strings() {
        server.set("a", "12");

        assertThat(execute(
                        redis.read("GET", "a").as(RedisReply::asString),
                        redis.read("GET", "a").as(RedisReply::asLong),
                        redis.read("GET", "a").as(RedisReply::asDouble),
                        redis.read("GET", "a").as(reply -> new String(reply.asBytes(), StandardCharsets.UTF_8)),
                        redis.read("GET", "missing").as(RedisReply::asString),
                        redis.read("GET", "missing").as(RedisReply::asBytes),
                        redis.read("GET", "missing").as(RedisReply::isNull),
                        redis.read("TYPE", "a").as(RedisReply::asString)))
                .containsExactly("12", 12L, 12.0, "12", null, null, true, "string");
    }

    @Test
    void numbers() {
        server.set("a", "text");
        server.zadd(
                "board",
                Map.of("Ann", 1.5, "Bob", Double.POSITIVE_INFINITY, "Cid", Double.NEGATIVE_INFINITY, "Eve", 3.0));
        server.sadd("set", "member");

        assertThat(execute(
                        redis.read("STRLEN", "a").as(RedisReply::asLong),
                        redis.read("STRLEN", "a").as(RedisReply::asDouble),
                        redis.read("STRLEN", "a").as(RedisReply::asString),
                        redis.read("ZSCORE", "board", "Ann").as(RedisReply::asDouble),
                        redis.read("ZSCORE", "board", "Bob").as(RedisReply::asDouble),
                        redis.read("ZSCORE", "board", "Cid").as(RedisReply::asDouble),
                        redis.read("ZSCORE", "board", "Ann").as(RedisReply::asString),
                        redis.read("ZSCORE", "board", "Bob").as(RedisReply::asString),
                        redis.read("ZSCORE", "board", "Cid").as(RedisReply::asString),
                        redis.read("ZSCORE", "board", "Eve").as(RedisReply::asString),
                        redis.read("ZSCORE", "board", "Eve").as(RedisReply::asLong),
                        redis.read("ZSCORE", "board", "Dan").as(RedisReply::isNull),
                        redis.read("SISMEMBER", "set", "member").as(RedisReply::asBoolean),
                        redis.read("SISMEMBER", "set", "other").as(RedisReply::asBoolean)))
                .containsExactly(
                        4L,
                        4.0,
                        "4",
                        1.5,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        "1.5",
                        "inf",
                        "-inf",
                        "3",
                        3L,
                        true,
                        true,
                        false);
    }

    @Test
    void lists() {
        server.rpush("list", "1", "2");
        server.sadd("set", "3");
        server.hset("hash", "f", "4");

        assertThat(execute(
                        redis.read("LRANGE", "list", 0, -1).as(RedisReplyTest::strings),
                        redis.read("SMEMBERS", "set").as(RedisReplyTest::strings),
                        redis.read("HMGET", "hash", "f", "g").as(RedisReplyTest::strings),
                        redis.read("LRANGE", "missing", 0, -1).as(RedisReplyTest::strings),
                        redis.write("LPOP", "missing", 2).as(RedisReplyTest::strings)))
                .containsExactly(List.of("1", "2"), List.of("3"), Arrays.asList("4", null), List.of(), List.of());
    }

    @Test
    void maps() {
        server.hset("hash", Map.of("f", "1"));
        server.zadd("board", Map.of("Ann", 1.5, "Bob", 2.5));

        assertThat(execute(
                        redis.read("HGETALL", "hash")
                                .as(reply -> reply.asMap().get("f").asLong()),
                        redis.read("HGETALL", "missing")
                                .as(reply -> reply.asMap().size()),
                        redis.read("ZRANGE", "board", 0, -1, "WITHSCORES")
                                .as(reply -> reply.asMap().get("Bob").asDouble())))
                .containsExactly(1L, 0, 2.5);
    }

    @Test
    void mapsOfJedisInTheNewerVersionOfTheProtocol() {
        server.hset("hash", "f", "1");
        server.zadd("board", 3, "Ann");
        JedisConnectionFactory connections = new JedisConnectionFactory(
                new RedisStandaloneConfiguration(address().host(), address().port()),
                JedisClientConfiguration.builder()
                        .customizeClientConfig(config -> config.protocol(RedisProtocol.RESP3))
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        try {
            redis = RedisBatch.of(new StringRedisTemplate(connections));

            assertThat(execute(
                            redis.hash("hash"),
                            redis.hash("missing"),
                            redis.read("HGETALL", "hash")
                                    .as(reply -> reply.asMap().get("f").asLong()),
                            redis.read("HGETALL", "hash").as(RedisReplyTest::strings),
                            redis.read("ZSCORE", "board", "Ann").as(RedisReply::asString)))
                    .containsExactly(Map.of("f", "1"), Map.of(), 1L, List.of("f", "1"), "3");
        } finally {
            connections.destroy();
        }
    }

    @Test
    void nests() {
        server.xadd("stream", new StreamEntryID(1, 1), Map.of("f", "1"));
        server.xadd("stream", new StreamEntryID(2, 1), Map.of("f", "2"));
        server.xgroupCreate("stream", "group", new StreamEntryID(), false);
        server.geoadd("places", 13.361389, 38.115556, "Palermo");

        assertThat(execute(
                        redis.read("XRANGE", "stream", "-", "+").as(RedisReplyTest::fields),
                        redis.read("XINFO STREAM", "stream")
                                .as(reply -> reply.asMap().get("length").asLong()),
                        redis.read("XINFO STREAM", "stream")
                                .as(reply -> reply.asMap()
                                        .get("last-entry")
                                        .asList()
                                        .get(0)
                                        .asString()),
                        redis.read("GEOPOS", "places", "Palermo", "Atlantis", "Palermo")
                                .as(reply -> reply.asList().stream()
                                        .map(RedisReply::isNull)
                                        .toList()),
                        redis.write("XAUTOCLAIM", "stream", "group", "me", 0, "0-0")
                                .as(reply -> reply.asList().stream()
                                        .map(RedisReply::toString)
                                        .toList()),
                        redis.read("STRLEN", "missing").as(RedisReply::asLong)))
                .containsExactly(
                        List.of("1", "2"),
                        2L,
                        "2-1",
                        List.of(false, true, false),
                        List.of("a string of 3 bytes", "a list of 0", "a list of 0"),
                        0L);
    }

    private static List<String> strings(RedisReply reply) {
        return reply.asList().stream().map(RedisReply::asString).toList();
    }

    /** The field f of each entry. */
    private static List<String> fields(RedisReply reply) {
        return reply.asList().stream()
                .map(entry -> entry.asList().get(1).asMap().get("f").asString())
                .toList();
    }
}
