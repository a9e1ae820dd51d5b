package io.github.batch4j.test.spring;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.redis.RedisBatch;
import io.github.batch4j.spring.redis.RedisReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** A Redis in memory answers a true RedisBatch. */
class FakeRedisTest {

    record User(long id, String name) {}

    private final FakeRedis fake = FakeRedis.create()
            .string("user:1", "Ann")
            .json("user:2", new User(2, "Bob"))
            .hash("scores:1", Map.of("chess", "1200"))
            .list("log:1", List.of("a", "b"))
            .set("tags:1", Set.of("new"));
    private final RedisBatch<String> redis = fake.batch();
    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();

    @Test
    void readsOfAllKindsAreOneRoundTrip() {
        List<Object> found = executor.executeAll(
                List.<BatchGenerator<?>>of(
                        redis.get("user:1"),
                        redis.json(User.class).get("user:2"),
                        redis.get("none"),
                        redis.hash("scores:1"),
                        redis.hashField("scores:1", "chess"),
                        redis.list("log:1"),
                        redis.members("tags:1"),
                        redis.exists("user:1")),
                trace);

        assertThat(found)
                .containsExactly(
                        "Ann",
                        new User(2, "Bob"),
                        null,
                        Map.of("chess", "1200"),
                        "1200",
                        List.of("a", "b"),
                        Set.of("new"),
                        true);
        assertThat(trace).hasRoundTrips(1).batch(1).isFrom("redis");
    }

    @Test
    void aListIsNoSetAndEmptyOnesDoNotExist() {
        fake.list("none", List.of()).set("no set", Set.of()).hash("no hash", Map.of());

        assertThatThrownBy(() -> executor.execute(redis.members("log:1"))).hasMessageContaining("WRONGTYPE");
        assertThatThrownBy(() -> executor.execute(redis.list("tags:1"))).hasMessageContaining("WRONGTYPE");
        assertThat(executor.executeAll(List.of(redis.exists("none"), redis.exists("no set"), redis.exists("no hash"))))
                .containsExactly(false, false, false);
    }

    @Test
    void writesChangeTheValues() {
        executor.executeAll(
                List.<BatchGenerator<?>>of(
                        redis.set("user:3", "Cid", Duration.ofMinutes(1)),
                        redis.hashPut("scores:1", "go", "8"),
                        redis.delete("user:1")),
                trace);

        assertThat(trace).hasRoundTrips(1).batch(1).isFrom("redis writes");
        assertThat(executor.execute(redis.get("user:3"))).isEqualTo("Cid");
        assertThat(executor.execute(redis.get("user:1"))).isNull();
        assertThat(executor.execute(redis.hash("scores:1")))
                .containsOnly(Map.entry("chess", "1200"), Map.entry("go", "8"));
    }

    @Test
    void otherCommandsNeedAReply() {
        assertThatThrownBy(() -> executor.execute(redis.read("ZSCORE", "board", "Ann")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("FakeRedis does not know ZSCORE with 2 such arguments; give it a reply by"
                        + " reply(\"ZSCORE\", arguments -> ...)");

        fake.reply("ZSCORE", arguments -> arguments.equals(List.of("board", "Ann")) ? 7.5 : null);

        assertThat(executor.execute(redis.read("ZSCORE", "board", "Ann").as(RedisReply::asDouble)))
                .isEqualTo(7.5);
    }

    @Test
    void formsOfACommandThatItDoesNotHaveAreNoOthers() {
        assertThatThrownBy(() -> executor.execute(redis.write("SET", "user:1", "Cid", "NX")))
                .hasMessageStartingWith("FakeRedis does not know SET with 3 such arguments");
        assertThatThrownBy(() -> executor.execute(redis.read("LRANGE", "log:1", 0, 0)))
                .hasMessageStartingWith("FakeRedis does not know LRANGE with 3 such arguments");
    }

    @Test
    void aWrongKindOfValueFailsAloneAsInRedis() {
        assertThatThrownBy(() -> executor.execute(redis.hash("log:1")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("WRONGTYPE");
    }
}
