package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/** The snippets of docs/redis.md and of the Javadoc of this package. */
class RedisDocTest extends EmbeddedRedisTest {

    @BeforeEach
    void fill() {
        server.set("user:1", "{\"name\":\"Ann\"}");
        server.set("image:1", "x");
        server.zadd("board", Map.of("Ann", 1.5, "Bob", 2.5, "Cid", 3.5, "Dan", 4.5));
    }

    @Test
    void readsOfOtherCommands() {
        Scores scores = new Scores(redis);

        assertThat(execute(scores.genScore("Ann"), scores.genScore("Eve"))).containsExactly(1.5, 0.0);
        assertThat(executor.execute(scores.genBestThree()).keySet()).containsExactly("Dan", "Cid", "Bob");
    }

    @Test
    void missingKeysAreToldApart() {
        // tag::tellApart[]
        redis.read("GET", "user:1").as(RedisReply::asString); // null if missing, a failure if it is no string
        // end::tellApart[]
        assertThat(execute(
                        redis.read("GET", "nothing").as(RedisReply::asString),
                        failure(redis.read("GET", "board").as(RedisReply::asString))))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isNull(),
                        board -> assertThat(board).isInstanceOf(DataAccessException.class));
    }

    @Test
    void viewsShareOneMget() {
        assertThat(execute(new Profiles().genProfile(1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Profile.class, profile -> assertThat(profile.user()).isEqualTo(new User("Ann")));

        assertThat(commands()).isEqualTo(Map.of("mget", 1L));
    }

    @Test
    void writeOfAnotherCommand() {
        Visits visits = new Visits(redis);

        assertThat(execute(visits.genVisit(1), visits.genVisit(1), visits.genVisit(2)))
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void options() {
        StringRedisTemplate template = client.template();
        // tag::builder[]
        RedisBatch<String> redis = RedisBatch.builder(template)
                .maxBatchSize(500)
                .timeout(Duration.ofMillis(200))
                .retry(RetryPolicy.builder()
                        .maxRetries(2)
                        .delay(Duration.ofMillis(50))
                        .build())
                .cache(false)
                .build();
        // end::builder[]
        assertThat(redis.get("a").batcher().maxBatchSize()).isEqualTo(500);
    }

    @Test
    void javadocOfViews() {
        User user = new User("Bob");
        // tag::javadocViews[]
        RedisBatch<User> users = redis.json(User.class);

        users.get("user:1"); // a user, or null
        users.hash("members:1"); // a map of users
        users.set("user:1", user, Duration.ofMinutes(5));
        // end::javadocViews[]
        execute(users.set("user:1", user, Duration.ofMinutes(5)));
        assertThat(execute(users.get("user:1"), users.hash("members:1"))).containsExactly(user, Map.of());
    }

    @Test
    void javadocOfCommands() {
        assertThat(execute(
                        // tag::javadocCommands[]
                        redis.read("OBJECT ENCODING", "user:1"), // a RedisReply
                        redis.read("ZSCORE", "board", "Ann").as(RedisReply::asDouble),
                        redis.write("INCRBY", "visits", 1).as(RedisReply::asLong)
                        // end::javadocCommands[]
                        ))
                .satisfiesExactly(
                        encoding -> assertThat(encoding)
                                .isInstanceOfSatisfying(
                                        RedisReply.class,
                                        reply -> assertThat(reply.asString()).isEqualTo("embstr")),
                        score -> assertThat(score).isEqualTo(1.5),
                        visits -> assertThat(visits).isEqualTo(1L));
        assertThat(execute(
                        redis.read("GET", "user:1").as(RedisReply::asString),
                        redis.write("EXPIRE", "user:1", 60).as(RedisReply::asBoolean)))
                .isEqualTo(List.of("{\"name\":\"Ann\"}", true));
    }

    @Test
    void scriptTakesWhatThereIs() {
        server.set("stock:pen", "5");
        Visits visits = new Visits(redis);

        assertThat(execute(visits.genTake("pen", 3), visits.genTake("pen", 3), visits.genTake("pen", 2)))
                .containsExactly(true, false, true);
        assertThat(trace.batches()).hasSize(1);
    }

    @Test
    void cardsOfPeopleAreOneExchange() {
        Cards cards = new Cards(redis);
        server.hset("settings:1", "theme", "dark");
        execute(cards.genSeen(1));

        assertThat(execute(cards.genCard(1))).containsExactly(new Card(new User("Ann"), Map.of("theme", "dark"), true));

        assertThat(trace.roundTrips()).isEqualTo(2);
    }

    record Cards(RedisBatch<String> redis, RedisBatch<User> users) {

        Cards(RedisBatch<String> redis) {
            this(redis, redis.json(User.class));
        }

        // tag::readme[]
        BatchGenerator<Card> genCard(long id) {
            return BatchGenerator.zip(
                    users.get("user:" + id), // users is redis.json(User.class)
                    redis.hash("settings:" + id),
                    redis.exists("seen:" + id),
                    Card::new); // for all cards of a step: one exchange of MGET, HGETALL, EXISTS
        }
        // end::readme[]

        BatchGenerator<?> genSeen(long id) {
            return redis.set("seen:" + id, "now", Duration.ofMinutes(5));
        }
    }

    record Card(User user, Map<String, String> settings, boolean seen) {}

    record Scores(RedisBatch<String> redis) {

        // tag::read[]
        BatchGenerator<Double> genScore(String player) {
            return redis.read("ZSCORE", "board", player).as(reply -> reply.isNull() ? 0 : reply.asDouble());
        }

        BatchGenerator<Map<String, RedisReply>> genBestThree() {
            return redis.read("ZRANGE", "board", 0, 2, "REV", "WITHSCORES").as(RedisReply::asMap);
        }
        // end::read[]
    }

    class Profiles {

        // tag::views[]
        RedisBatch<User> users = redis.json(User.class);
        RedisBatch<byte[]> images = redis.values(RedisSerializer.byteArray());

        BatchGenerator<Profile> genProfile(long id) {
            return BatchGenerator.zip(users.get("user:" + id), images.get("image:" + id), Profile::new); // one MGET
        }
        // end::views[]
    }

    record Visits(RedisBatch<String> redis) {

        // tag::write[]
        BatchGenerator<Long> genVisit(long id) {
            return redis.write("INCR", "visits:" + id).as(RedisReply::asLong);
        }
        // end::write[]

        // tag::script[]
        private static final String TAKE = """
                local left = tonumber(redis.call('get', KEYS[1]) or '0')
                if left < tonumber(ARGV[1]) then return 0 end
                redis.call('decrby', KEYS[1], ARGV[1])
                return 1""";

        BatchGenerator<Boolean> genTake(String article, int count) {
            return redis.script(TAKE, List.of("stock:" + article), count).as(RedisReply::asBoolean);
        }
        // end::script[]
    }

    record User(String name) {}

    record Profile(User user, byte[] image) {}
}
