package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.serializer.GenericToStringSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/** One bad key fails alone, and is a failure that Spring knows. */
@ParameterizedClass
@EnumSource(Driver.class)
class RedisFailuresTest extends EmbeddedRedisTest {

    @Test
    void keyOfAnotherKindFailsAlone() {
        server.set("string", "1");
        server.set("a", "1");
        server.hset("hash", "f", "2");

        List<Object> answers = execute(
                redis.get("a"),
                failure(redis.hash("string")),
                failure(redis.hashField("string", "f")),
                failure(redis.members("string")),
                failure(redis.list("string")),
                failure(redis.read("GET", "hash").as(RedisReply::asString)),
                redis.hashField("hash", "f"));

        assertThat(answers.get(0)).isEqualTo("1");
        assertThat(answers.get(6)).isEqualTo("2");
        assertThat(answers.subList(1, 6))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(DataAccessException.class)
                        .asString()
                        .contains("WRONGTYPE"));
        assertThat(trace.batches()).hasSize(1);
    }

    @Test
    void keyOfAnotherKindFailsAloneInABatchOfItsOwn() {
        server.set("string", "1");

        assertThat(execute(failure(redis.hash("string"))))
                .singleElement()
                .isInstanceOf(DataAccessException.class)
                .asString()
                .contains("WRONGTYPE");
    }

    @Test
    void valueThatDoesNotDeserializeFailsAlone() {
        server.set("good", "1");
        server.set("bad", "one");
        server.hset("goodHash", "f", "2");
        server.hset("badHash", Map.of("f", "2", "g", "two"));
        server.rpush("badList", "1", "one");
        RedisBatch<Integer> numbers = redis.json(Integer.class);

        List<Object> answers = execute(
                numbers.get("good"),
                failure(numbers.get("bad")),
                numbers.hash("goodHash"),
                failure(numbers.hash("badHash")),
                numbers.hashField("badHash", "f"),
                failure(numbers.hashField("badHash", "g")),
                failure(numbers.list("badList")));

        assertThat(answers).elements(0, 2, 4).containsExactly(1, Map.of("f", 2), 2);
        assertThat(answers)
                .elements(1, 3, 5, 6)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(SerializationException.class));
        assertThat(trace.batches()).hasSize(1);
    }

    @Test
    void serializerThatThrowsSomethingElseIsASerializationExceptionToo() {
        server.set("good", "1");
        server.set("bad", "one");
        server.rpush("badList", "1", "one");
        RedisBatch<Integer> numbers = redis.values(new GenericToStringSerializer<>(Integer.class));

        assertThat(execute(numbers.get("good"), failure(numbers.get("bad")), failure(numbers.list("badList"))))
                .satisfiesExactly(
                        good -> assertThat(good).isEqualTo(1),
                        bad -> assertThat(bad)
                                .isInstanceOf(SerializationException.class)
                                .asString()
                                .contains("the reply to bad cannot be read: its serializer failed"),
                        badList -> assertThat(badList)
                                .isInstanceOf(SerializationException.class)
                                .asString()
                                .contains("LRANGE badList (and 2 arguments) cannot be read: its serializer failed"));
    }

    @Test
    void valueThatCannotBeWrittenFailsAloneAndIsNotSent() {
        RedisBatch<String> writingNothing = redis.values(new Picky());

        List<Object> answers = execute(
                writingNothing.set("a", "good"),
                failure(writingNothing.set("b", "null")),
                failure(writingNothing.set("c", "throws")),
                writingNothing.set("d", "good"));

        assertThat(answers).elements(0, 3).containsExactly(null, null);
        assertThat(answers.get(1))
                .isInstanceOf(SerializationException.class)
                .asString()
                .contains("Picky made null of a value of class java.lang.String, expected bytes");
        assertThat(answers.get(2))
                .isInstanceOf(SerializationException.class)
                .asString()
                .contains("SET c (and 1 argument) cannot be sent: its serializer failed");
        assertThat(commands()).isEqualTo(Map.of("set", 2L));
    }

    @Test
    void elementReadAsNullFailsAlone() {
        server.rpush("list", "good", "null");
        server.set("null", "null");
        RedisBatch<String> picky = redis.values(new Picky());

        List<Object> answers = execute(picky.get("null"), failure(picky.list("list")));

        assertThat(answers.get(0)).isNull();
        assertThat(answers.get(1))
                .isInstanceOf(SerializationException.class)
                .asString()
                .contains("Picky made null of an element of a list of 2, expected a value");
    }

    @Test
    void replyThatIsSomethingElseFailsAlone() {
        server.set("a", "one");
        server.rpush("list", "1", "2", "3");

        List<Object> answers = execute(
                failure(redis.read("GET", "a").as(RedisReply::asLong)),
                failure(redis.read("GET", "a").as(RedisReply::asList)),
                failure(redis.read("GET", "missing").as(RedisReply::asDouble)),
                failure(redis.read("LRANGE", "list", 0, -1).as(RedisReply::asMap)),
                failure(redis.read("LRANGE", "list", 0, -1).as(RedisReply::asString)),
                redis.read("STRLEN", "a").as(RedisReply::asLong));

        assertThat(answers.get(5)).isEqualTo(3L);
        assertThat(answers.subList(0, 5))
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(InvalidDataAccessApiUsageException.class))
                .extracting(failure -> ((Exception) failure).getMessage())
                .containsExactly(
                        "the reply to GET a is a string of 3 bytes, expected an integer",
                        "the reply to GET a is a string of 3 bytes, expected a list",
                        "the reply to GET missing is nil, expected a number",
                        "the reply to LRANGE list (and 2 arguments) is a list of 3, expected a map",
                        "the reply to LRANGE list (and 2 arguments) is a list of 3, expected a string");
    }

    @Test
    void commandThatRedisDoesNotKnowFailsAlone() {
        assertThat(execute(failure(redis.read("NOSUCH", "a").as(RedisReply::asString)), redis.exists("a")))
                .satisfiesExactly(
                        failure -> assertThat(failure)
                                .isInstanceOf(DataAccessException.class)
                                .asString()
                                .contains("unknown command"),
                        exists -> assertThat(exists).isEqualTo(false));
    }

    /** A serializer that fails for some strings. */
    private static final class Picky implements RedisSerializer<String> {

        @Override
        public byte[] serialize(String value) {
            if (value.equals("throws")) {
                throw new IllegalStateException(value);
            }
            return value.equals("null") ? null : value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(byte[] bytes) {
            String value = new String(bytes, StandardCharsets.UTF_8);
            return value.equals("null") ? null : value;
        }
    }
}
