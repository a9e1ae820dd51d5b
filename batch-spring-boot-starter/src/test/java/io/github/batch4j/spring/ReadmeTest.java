package io.github.batch4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.MissingKeyException;
import io.github.batch4j.findings.FindingRules;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.spring.redis.RedisServerExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.clients.jedis.Jedis;

/** The snippets of the README, docs/plain-code.md and docs/getting-started.md that need no application around them. */
class ReadmeTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    record User(String name) {

        static User parse(String text) {
            return new User(text);
        }
    }

    record Couple(User user, User spouse) {}

    private interface Repository {

        Map<Long, User> findByIds(List<Long> ids);
    }

    private final Repository repository =
            ids -> ids.stream().filter(id -> id < 40).collect(Collectors.toMap(id -> id, id -> new User("User " + id)));
    private final BatchTrace sent = new BatchTrace();
    private final BatchExecutor batchExecutor =
            BatchExecutor.builder().listener(sent).build();
    private final JedisConnectionFactory connections = new JedisConnectionFactory(new RedisStandaloneConfiguration(
            REDIS.address().host(), REDIS.address().port()));
    private RedisBatch<String> redis;

    @AfterEach
    void nothingThatTheSnippetsSendIsAvoidable() {
        FindingRules rules = FindingRules.defaults().allowing("AskedAgain"); // tests compare ways to ask for the same
        assertThat(rules.check(sent)).isEmpty();
    }

    @AfterEach
    void disconnect() {
        connections.destroy();
    }

    @BeforeEach
    void couple() {
        connections.start();
        redis = RedisBatch.of(new StringRedisTemplate(connections));
        try (Jedis server = REDIS.address().connect()) {
            server.mset("user:12345", "Ann", "spouseId:12345", "67890", "user:67890", "Bob");
        }
    }

    // tag::couple[]
    // redis: an injected RedisBatch<String>; batchExecutor: an injected BatchExecutor; User.parse: your own
    BatchGenerator<User> genUser(long id) {
        return redis.require("user:" + id).map(User::parse);
    }

    BatchGenerator<User> genSpouse(long id) {
        return redis.require("spouseId:" + id).flatMap(spouseId -> genUser(Long.parseLong(spouseId)));
    }

    BatchGenerator<Couple> genCouple(long id) {
        return BatchGenerator.zip(genUser(id), genSpouse(id), Couple::new);
    }
    // end::couple[]

    @Test
    void coupleIsFound() {
        // tag::execute[]
        Couple couple = batchExecutor.execute(genCouple(12345)); // 2 round trips, not 3
        // end::execute[]

        assertThat(couple).isEqualTo(new Couple(new User("Ann"), new User("Bob")));
    }

    @Test
    void twoRoundTripsNotThree() {
        // tag::trace[]
        BatchTrace trace = new BatchTrace();
        batchExecutor.execute(genCouple(12345), trace);

        assertThat(trace.roundTrips()).isEqualTo(2);
        System.out.println(trace);
        // end::trace[]

        assertThat(trace.toString().replaceAll("[0-9.]+ ms", "? ms").lines())
                .containsExactly(
                        "2 round trips, 3 operations",
                        "step 1 | redis | 2 operations | at ? ms | ? ms | [user:12345, spouseId:12345]",
                        "step 2 | redis | 1 operation | at ? ms | ? ms | [user:67890]");
    }

    @Test
    void loaderAnswersWithNullOrFails() {
        // tag::loader[]
        BatchLoader<Long, User> users = BatchLoader.of("users", ids -> repository.findByIds(ids));
        // end::loader[]

        assertThat(batchExecutor.execute(users.get(7L))).isEqualTo(new User("User 7"));
        assertThat(batchExecutor.execute(users.get(42L))).isNull();
        assertThatThrownBy(() -> batchExecutor.execute(users.require(42L))).isInstanceOf(MissingKeyException.class);
    }

    /** The same functions, one of them as plain code. */
    class Plain {

        // tag::plain[]
        BatchGenerator<User> genSpouse(long id) {
            return BatchGenerator.of(batch -> {
                String spouseId = batch.yield(redis.require("spouseId:" + id));
                return batch.yield(genUser(Long.parseLong(spouseId)));
            });
        }
        // end::plain[]
    }

    /** And as blocking services. */
    class Blocking {

        // tag::blocking[]
        User user(long id) {
            return User.parse(batchExecutor.execute(redis.require("user:" + id)));
        }

        User spouse(long id) {
            String spouseId = batchExecutor.execute(redis.require("spouseId:" + id));
            return user(Long.parseLong(spouseId));
        }

        Couple couple(long id) {
            return batchExecutor.zip(() -> user(id), () -> spouse(id), Couple::new); // 2 round trips
        }
        // end::blocking[]
    }

    @Test
    void blockingServicesMakeTheSameBatches() {
        BatchTrace pipelines = new BatchTrace();
        BatchTrace blocking = new BatchTrace();
        Couple couple = batchExecutor.execute(genCouple(12345), pipelines);

        Couple same = batchExecutor.execute(BatchGenerator.of(batch -> new Blocking().couple(12345)), blocking);

        assertThat(same).isEqualTo(couple);
        assertThat(blocking.batches()).isEqualTo(pipelines.batches());
        assertThat(batchExecutor.all(List.of(12345L, 12345L), new Blocking()::couple))
                .containsExactly(couple, couple);
    }

    @Test
    void plainCodeMakesTheSameBatches() {
        BatchTrace pipelines = new BatchTrace();
        batchExecutor.execute(genCouple(12345), pipelines);
        BatchTrace plain = new BatchTrace();
        batchExecutor.execute(BatchGenerator.zip(genUser(12345), new Plain().genSpouse(12345), Couple::new), plain);

        assertThat(plain.batches()).isEqualTo(pipelines.batches());
    }
}
