package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.batch4j.BatchGenerator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.args.ClientPauseMode;

/** No message, trace, log or thread name contains values, arguments or replies. */
@ParameterizedClass
@EnumSource(Driver.class)
class RedisSecretsTest extends EmbeddedRedisTest {

    private static final String SECRET = "s3cret";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** A value that prints as the secret, and that no serializer of strings accepts. */
    private record Holder(String text) {

        @Override
        public String toString() {
            return SECRET;
        }
    }

    /** A serializer that fails without a message. */
    private static final class Failing implements RedisSerializer<String> {

        @Override
        public byte[] serialize(String value) {
            throw new IllegalStateException();
        }

        @Override
        public String deserialize(byte[] bytes) {
            throw new IllegalStateException();
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
        server.set("string", "1");
        server.set("text", SECRET);
        server.hset("hash", "f", SECRET);
        server.rpush("list", SECRET);
        server.set("number", "4711");
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(log);
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .doesNotContain(SECRET)
                        .doesNotContain("4711"));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger("ROOT");
    }

    private List<BatchGenerator<?>> wrongType() {
        return List.of(
                redis.hashPut("string", SECRET, SECRET),
                redis.hashField("string", SECRET),
                redis.hash("string"),
                redis.members("hash"),
                redis.list("string"),
                redis.read("HGET", "string", SECRET).as(RedisReply::asString),
                redis.write("LPUSH", "string", SECRET).as(RedisReply::asLong),
                redis.write("LPUSH", "string", SECRET.getBytes(StandardCharsets.UTF_8))
                        .as(RedisReply::asLong),
                redis.write("INCRBY", "string", SECRET).as(RedisReply::asLong),
                redis.write("MSET", "a", SECRET, "b").as(RedisReply::asString),
                redis.script("return redis.call('get', 'hash')", List.of("a"), SECRET)
                        .as(RedisReply::asString),
                redis.script("-- " + SECRET + "\nreturn redis.call('get', 'hash')", List.of("a"))
                        .as(RedisReply::asString),
                redis.write("EVALSHA", SECRET, 1, "a", SECRET).as(RedisReply::asString),
                redis.read("NOSUCH", "a", SECRET).as(RedisReply::asString),
                redis.write("NOSUCH", "a", SECRET, SECRET).as(RedisReply::asString));
    }

    private List<BatchGenerator<?>> wrongReply() {
        return List.of(
                redis.read("GET", "text").as(RedisReply::asLong),
                redis.read("GET", "text").as(RedisReply::asDouble),
                redis.read("GET", "text").as(RedisReply::asBoolean),
                redis.read("GET", "text").as(RedisReply::asMap),
                redis.read("LRANGE", "list", 0, -1).as(RedisReply::asString),
                redis.read("HGETALL", "hash").as(RedisReply::asLong),
                redis.read("EVAL_RO", "return 4711", 0).as(RedisReply::asBoolean),
                redis.read("EVAL_RO", "return 4711", 0).as(RedisReply::asList));
    }

    private List<BatchGenerator<?>> serializers() {
        RedisBatch<String> failing = redis.values(new Failing());
        return List.of(
                failing.get("text"),
                failing.hashField("hash", "f"),
                failing.hash("hash"),
                failing.list("list"),
                failing.set("a", SECRET),
                failing.set("a", SECRET, Duration.ofSeconds(5)),
                failing.hashPut("a", SECRET, SECRET),
                redis.write("SET", "a", new Holder(SECRET)).as(RedisReply::asString),
                redis.read("HGET", "a", new Holder(SECRET)).as(RedisReply::asString));
    }

    @Test
    void failuresTellNoValues() {
        for (List<BatchGenerator<?>> kind : List.of(wrongType(), wrongReply(), serializers())) {
            List<Object> failures =
                    execute(kind.stream().map(RedisTest::failure).toArray(BatchGenerator<?>[]::new));

            assertThat(failures).allSatisfy(failure -> assertThat(failure).isInstanceOf(Throwable.class));
            failures.forEach(failure -> hasNoSecret((Throwable) failure));
            assertThat(trace.toString() + trace.entries() + trace.batches()).doesNotContain(SECRET);
            // Alone, as a driver may run it in another way.
            for (BatchGenerator<?> one : kind) {
                hasNoSecret((Throwable) execute(failure(one)).get(0));
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .allSatisfy(thread -> assertThat(thread.getName()).doesNotContain(SECRET));
    }

    @Test
    void timeoutsTellNoValues() {
        try (Driver.Client hurried = driver().connect(address(), Duration.ofMillis(200))) {
            RedisBatch<String> redis = hurried.redisBatch(1000);
            executor.execute(redis.get("a"));
            server.clientPause(1500, ClientPauseMode.ALL);

            executor.executeAll(List.of(
                            failure(redis.set("a", SECRET)),
                            failure(redis.hashPut("a", SECRET, SECRET)),
                            failure(redis.write("APPEND", "a", SECRET).as(RedisReply::asLong)),
                            failure(redis.hashField("a", SECRET)),
                            failure(redis.read("HGET", "a", SECRET).as(RedisReply::asString))))
                    .forEach(failure -> hasNoSecret((Throwable) failure));
        }
        server.clientUnpause();
    }

    @Test
    void refusedConnectionsTellNoValues() {
        try (Driver.Client nowhere = driver().connect(new RedisAddress("127.0.0.1", 1), Duration.ofMillis(200))) {
            RedisBatch<String> redis = nowhere.redisBatch(1000);

            executor.executeAll(List.of(
                            failure(redis.set("a", SECRET)),
                            failure(redis.read("HGET", "a", SECRET).as(RedisReply::asString))))
                    .forEach(failure -> hasNoSecret((Throwable) failure));
        }
    }

    private static void hasNoSecret(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(SECRET).doesNotContain("4711");
    }
}
