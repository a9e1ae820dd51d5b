package io.github.batch4j.sample.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.CoroutineKind;
import io.github.batch4j.sample.roundtrip.RoundTrip;
import io.github.batch4j.sample.testing.CommandStats;
import io.github.batch4j.sample.testing.ExpectedCoroutines;
import io.github.batch4j.sample.testing.SampleTest;
import io.github.batch4j.spring.BatchExecutorFactory;
import io.github.batch4j.spring.redis.RedisBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Couples by a pipeline, by yielding bodies and by blocking services: the same batches, on each kind of coroutine. */
@SampleTest
@Tag("coroutines")
class ThreeFormsTest {

    private static final Couple COUPLE =
            new Couple(new User(12345, "Ada", "Lisbon"), new User(67890, "Grace", "Bergen"));

    private final BatchExecutor batchExecutor;
    private final RedisBatch<String> redis;
    private final UserJson json;
    private final CommandStats stats;
    private final BatchTrace trace = new BatchTrace();

    ThreeFormsTest(
            BatchExecutorFactory factory, RedisBatch<String> redis, UserJson json, StringRedisTemplate template) {
        this.batchExecutor = factory.create();
        this.redis = redis;
        this.json = json;
        this.stats = new CommandStats(template);
    }

    @BeforeEach
    void resetTheCount() {
        assertThat(CoroutineKind.current()).hasToString(ExpectedCoroutines.NAME);
        stats.reset();
    }

    @Test
    void pipeline() {
        UserGenerators users = new UserGenerators(redis, json);

        expectTwoRoundTrips(users.genCouple(12345));
    }

    @Test
    void bodiesThatYield() {
        expectTwoRoundTrips(BatchGenerator.zip(genUser(12345), genSpouse(12345), Couple::new));
    }

    private BatchGenerator<User> genUser(long id) {
        return BatchGenerator.of(batch -> json.read(batch.yield(redis.get("user:" + id))));
    }

    private BatchGenerator<User> genSpouse(long id) {
        return BatchGenerator.of(batch -> {
            String spouseId = batch.yield(redis.get("spouseId:" + id));
            return batch.yield(genUser(Long.parseLong(spouseId)));
        });
    }

    @Test
    void blockingServices() {
        PlainUsers users = new PlainUsers(batchExecutor, redis, json);

        expectTwoRoundTrips(BatchGenerator.of(batch -> users.couple(12345)));
    }

    private void expectTwoRoundTrips(BatchGenerator<Couple> couple) {
        assertThat(batchExecutor.execute(couple, trace)).isEqualTo(COUPLE);

        assertThat(RoundTrip.of(trace))
                .extracting(RoundTrip::keys)
                .containsExactly(List.of("user:12345", "spouseId:12345"), List.of("user:67890"));
        assertThat(stats.calls()).isEqualTo(Map.of("mget", 2));
    }
}
