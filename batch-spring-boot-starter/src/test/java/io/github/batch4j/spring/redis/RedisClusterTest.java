package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.TooManyClusterRedirectionsException;
import redis.clients.jedis.Jedis;

/**
 * A cluster of three nodes: keys of all slots go into one batch, and a slot that is being moved affects its keys only.
 */
@ParameterizedClass
@EnumSource(Driver.class)
class RedisClusterTest {

    @RegisterExtension
    static final RedisClusterExtension CLUSTER = new RedisClusterExtension();

    @Parameter
    private Driver driver;

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();
    private Driver.Client client;
    private RedisBatch<String> redis;

    @BeforeEach
    void connect() {
        CLUSTER.onEachNode(Jedis::flushAll);
        client = driver.connect(CLUSTER.configuration(), Duration.ofSeconds(10));
        redis = client.redisBatch(1000);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void keysOfManySlotsAreOneBatchAndAnMgetForEachSlot() {
        List<String> keys = IntStream.range(0, 100).mapToObj(i -> "user:" + i).toList();
        keys.forEach(key -> CLUSTER.onNode(CLUSTER.nodeOf(key), node -> node.set(key, "value of " + key)));
        CLUSTER.onEachNode(Jedis::configResetStat);

        List<String> answers = executor.execute(BatchGenerator.all(keys, key -> redis.get(key)), trace);

        assertThat(answers)
                .isEqualTo(keys.stream().map(key -> "value of " + key).toList());
        assertThat(trace.batches()).hasSize(1);
        for (int node = 0; node < CLUSTER.nodes(); node++) {
            int here = node;
            assertThat(mgets(node))
                    .isEqualTo(keys.stream()
                            .filter(key -> CLUSTER.nodeOf(key) == here)
                            .map(key -> RedisClusterExtension.slotOf(key))
                            .distinct()
                            .count());
        }
    }

    @Test
    void keysOfOneSlotAreOneMget() {
        CLUSTER.onNode(CLUSTER.nodeOf("{user}:1"), node -> node.mset("{user}:1", "Ann", "{user}:2", "Bob"));
        CLUSTER.onEachNode(Jedis::configResetStat);

        assertThat(executor.executeAll(List.of(redis.get("{user}:1"), redis.get("{user}:2"), redis.get("{user}:3"))))
                .containsExactly("Ann", "Bob", null);

        assertThat(IntStream.range(0, CLUSTER.nodes())
                        .mapToLong(RedisClusterTest::mgets)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void allKindsOfReadsAreOneBatch() {
        for (int node = 0; node < CLUSTER.nodes(); node++) {
            int at = node;
            CLUSTER.onNode(node, server -> {
                server.hset(CLUSTER.keyOf(at, 1), Map.of("f", "1", "g", "2"));
                server.rpush(CLUSTER.keyOf(at, 2), "3", "4");
            });
        }

        List<BatchGenerator<?>> reads = IntStream.range(0, CLUSTER.nodes())
                .boxed()
                .<BatchGenerator<?>>flatMap(node -> Stream.of(
                        redis.hash(CLUSTER.keyOf(node, 1)),
                        redis.hashField(CLUSTER.keyOf(node, 1), "g"),
                        redis.list(CLUSTER.keyOf(node, 2)),
                        redis.read("OBJECT ENCODING", CLUSTER.keyOf(node, 1)).as(RedisReply::asString)))
                .toList();
        List<Object> answers = executor.execute(BatchGenerator.all(reads, RedisClusterTest::any), trace);

        assertThat(answers)
                .isEqualTo(Stream.generate(
                                () -> List.<Object>of(Map.of("f", "1", "g", "2"), "2", List.of("3", "4"), "listpack"))
                        .limit(3)
                        .flatMap(List::stream)
                        .toList());
        assertThat(trace.batches()).hasSize(1);
    }

    @Test
    void writesToOneKeyRunInTheOrderYieldedEvenByTheFirstConnections() {
        RedisBatch<String> redis = client.redisBatch(100); // more go through the same connections all the same
        List<BatchGenerator<Long>> appends = IntStream.range(0, 600)
                .mapToObj(i -> (BatchGenerator<Long>)
                        redis.write("RPUSH", CLUSTER.keyOf(i % 3, 0), i).as(RedisReply::asLong))
                .toList();

        assertThat(executor.execute(BatchGenerator.all(appends), trace))
                .isEqualTo(IntStream.range(0, 600).mapToObj(i -> i / 3 + 1L).toList());

        assertThat(trace.batches()).hasSize(driver == Driver.JEDIS ? 6 : 1);
        for (int node = 0; node < CLUSTER.nodes(); node++) {
            int here = node;
            CLUSTER.onNode(
                    node,
                    server -> assertThat(server.lrange(CLUSTER.keyOf(here, 0), 0, -1))
                            .isEqualTo(IntStream.range(0, 600)
                                    .filter(i -> i % 3 == here)
                                    .mapToObj(String::valueOf)
                                    .toList()));
        }
    }

    @Test
    void slotThatIsBeingMovedAnswersOrFailsClearlyAndTheOthersAnswer() {
        int slot = RedisClusterExtension.slotOf("{moving}");
        int from = CLUSTER.nodeOf("{moving}");
        int to = (from + 1) % CLUSTER.nodes();
        String elsewhere = CLUSTER.keyOf(to, 0);
        CLUSTER.onNode(to, node -> node.set(elsewhere, "3"));
        CLUSTER.onNode(from, node -> node.mset("{moving}:1", "1", "{moving}:2", "2"));
        CLUSTER.startMoving(slot, from, to);
        CLUSTER.move(from, to, "{moving}:2");

        // One key is still there, the other is on the other node.
        assertThat(executor.execute(redis.get("{moving}:1"))).isEqualTo("1");
        assertThat(executor.execute(failure(redis.get("{moving}:2")))).satisfies(this::isAskedFor);
        // Both at once: no node has both.
        assertThat(executor.executeAll(List.of(
                        failure(redis.get("{moving}:1")),
                        failure(redis.get("{moving}:2")),
                        failure(redis.get(elsewhere)))))
                .satisfiesExactly(
                        RedisClusterTest::isTryAgain,
                        RedisClusterTest::isTryAgain,
                        answer -> assertThat(answer).isEqualTo("3"));

        // Moved for good, and the driver does not know yet.
        CLUSTER.move(from, to, "{moving}:1");
        CLUSTER.finishMoving(slot, from, to);
        assertThat(executor.executeAll(List.of(redis.get("{moving}:1"), redis.get("{moving}:2"), redis.get(elsewhere))))
                .containsExactly("1", "2", "3");

        CLUSTER.startMoving(slot, to, from);
        CLUSTER.move(to, from, "{moving}:1", "{moving}:2");
        CLUSTER.finishMoving(slot, to, from);
    }

    /** Spring Data's Jedis connection does not send ASKING, so the other node redirects it back. */
    private void isAskedFor(Object answer) {
        if (driver == Driver.JEDIS) {
            assertThat(answer).isInstanceOf(TooManyClusterRedirectionsException.class);
        } else {
            assertThat(answer).isEqualTo("2");
        }
    }

    private static void isTryAgain(Object failure) {
        assertThat(failure).isInstanceOf(DataAccessException.class).asString().contains("TRYAGAIN");
    }

    private static BatchGenerator<Object> failure(BatchGenerator<?> generator) {
        return any(generator).recoverWith(BatchGenerator::value);
    }

    private static BatchGenerator<Object> any(BatchGenerator<?> generator) {
        return generator.map(value -> value);
    }

    private static long mgets(int node) {
        try (Jedis server = CLUSTER.connect(node)) {
            return new CommandStats(server).sinceReset().getOrDefault("mget", 0L);
        }
    }
}
