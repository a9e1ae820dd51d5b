package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.StreamEntryID;

/** The same reply reads the same through all drivers and in both versions of the protocol. */
@ParameterizedClass
@EnumSource
class RedisReplyTest extends RedisTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    @Parameter
    private Driver driver;

    @Override
    Driver driver() {
        return driver;
    }

    @Override
    RedisAddress address() {
        return REDIS.address();
    }

    @Test
    void strings() {
        server.set("a", "12");

        assertThat(execute(
                        redis.read("GET", RedisReply::asString, "a"),
                        redis.read("GET", RedisReply::asLong, "a"),
                        redis.read("GET", RedisReply::asDouble, "a"),
                        redis.read("GET", reply -> new String(reply.asBytes(), StandardCharsets.UTF_8), "a"),
                        redis.read("GET", RedisReply::asString, "missing"),
                        redis.read("GET", RedisReply::asBytes, "missing"),
                        redis.read("GET", RedisReply::isNull, "missing"),
                        redis.read("TYPE", RedisReply::asString, "a")))
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
                        redis.read("STRLEN", RedisReply::asLong, "a"),
                        redis.read("STRLEN", RedisReply::asDouble, "a"),
                        redis.read("STRLEN", RedisReply::asString, "a"),
                        redis.read("ZSCORE", RedisReply::asDouble, "board", "Ann"),
                        redis.read("ZSCORE", RedisReply::asDouble, "board", "Bob"),
                        redis.read("ZSCORE", RedisReply::asDouble, "board", "Cid"),
                        redis.read("ZSCORE", RedisReply::asString, "board", "Ann"),
                        redis.read("ZSCORE", RedisReply::asString, "board", "Bob"),
                        redis.read("ZSCORE", RedisReply::asString, "board", "Cid"),
                        redis.read("ZSCORE", RedisReply::asString, "board", "Eve"),
                        redis.read("ZSCORE", RedisReply::asLong, "board", "Eve"),
                        redis.read("ZSCORE", RedisReply::isNull, "board", "Dan"),
                        redis.read("SISMEMBER", RedisReply::asBoolean, "set", "member"),
                        redis.read("SISMEMBER", RedisReply::asBoolean, "set", "other")))
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
                        redis.read("LRANGE", RedisReplyTest::strings, "list", 0, -1),
                        redis.read("SMEMBERS", RedisReplyTest::strings, "set"),
                        redis.read("HMGET", RedisReplyTest::strings, "hash", "f", "g"),
                        redis.read("LRANGE", RedisReplyTest::strings, "missing", 0, -1),
                        redis.write("LPOP", RedisReplyTest::strings, "missing", 2)))
                .containsExactly(List.of("1", "2"), List.of("3"), Arrays.asList("4", null), List.of(), List.of());
    }

    @Test
    void maps() {
        server.hset("hash", Map.of("f", "1"));
        server.zadd("board", Map.of("Ann", 1.5, "Bob", 2.5));

        assertThat(execute(
                        redis.read("HGETALL", reply -> reply.asMap().get("f").asLong(), "hash"),
                        redis.read("HGETALL", reply -> reply.asMap().size(), "missing"),
                        redis.read(
                                "ZRANGE", reply -> reply.asMap().get("Bob").asDouble(), "board", 0, -1, "WITHSCORES")))
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
                            redis.read(
                                    "HGETALL", reply -> reply.asMap().get("f").asLong(), "hash"),
                            redis.read("HGETALL", RedisReplyTest::strings, "hash"),
                            redis.read("ZSCORE", RedisReply::asString, "board", "Ann")))
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
                        redis.read("XRANGE", RedisReplyTest::fields, "stream", "-", "+"),
                        redis.read(
                                "XINFO STREAM",
                                reply -> reply.asMap().get("length").asLong(),
                                "stream"),
                        redis.read(
                                "XINFO STREAM",
                                reply -> reply.asMap()
                                        .get("last-entry")
                                        .asList()
                                        .get(0)
                                        .asString(),
                                "stream"),
                        redis.read(
                                "GEOPOS",
                                reply -> reply.asList().stream()
                                        .map(RedisReply::isNull)
                                        .toList(),
                                "places",
                                "Palermo",
                                "Atlantis",
                                "Palermo"),
                        redis.write(
                                "XAUTOCLAIM",
                                reply -> reply.asList().stream()
                                        .map(RedisReply::toString)
                                        .toList(),
                                "stream",
                                "group",
                                "me",
                                0,
                                "0-0"),
                        redis.read("STRLEN", RedisReply::asLong, "missing")))
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
