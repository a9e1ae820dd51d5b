package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.QueryTimeoutException;
import redis.clients.jedis.Jedis;

/** A lost node of a cluster fails its own keys only, and within the timeout. */
class RedisClusterOutageTest {

    @RegisterExtension
    static final RedisClusterExtension CLUSTER = new RedisClusterExtension();

    private final BatchTrace trace = new BatchTrace();
    private Driver.Client client;

    @BeforeEach
    void connect() {
        client = Driver.LETTUCE.connect(CLUSTER.configuration(), Duration.ofSeconds(30));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void keysOfALostNodeFailWithinTheTimeoutAndTheOthersAreAnswered() {
        RedisBatch<String> redis = RedisBatch.builder(client.template())
                .timeout(Duration.ofMillis(500))
                .build();
        List<String> keys = Stream.of(0, 1, 2, 0, 1, 2)
                .map(node -> CLUSTER.keyOf(node, node))
                .toList();
        for (int node = 0; node < CLUSTER.nodes(); node++) {
            String key = CLUSTER.keyOf(node, node);
            CLUSTER.onNode(node, server -> server.set(key, "of " + key));
        }
        assertThat(execute(redis, keys))
                .containsExactly(keys.stream().map(key -> "of " + key).toArray());

        CLUSTER.stop(1);
        trace.clear();
        List<Object> answers = execute(redis, keys);

        assertThat(answers)
                .elements(0, 2, 3, 5)
                .isEqualTo(List.of("of " + keys.get(0), "of " + keys.get(2), "of " + keys.get(0), "of " + keys.get(2)));
        assertThat(answers)
                .elements(1, 4)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(QueryTimeoutException.class)
                        .hasToString(QueryTimeoutException.class.getName()
                                + ": MGET of 1 key was not answered within 500 ms, the timeout of this RedisBatch"));
        assertThat(trace.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.took()).isBetween(Duration.ofMillis(499), Duration.ofSeconds(10)));
    }

    @Test
    void writesToOneKeyOfANodeThatDoesNotAnswerFailTogetherWhenTheDriversTimeoutPasses() {
        try (Driver.Client impatient = Driver.LETTUCE.connect(CLUSTER.configuration(), Duration.ofMillis(500))) {
            RedisBatch<String> redis = impatient.redisBatch(1000);
            String key = CLUSTER.keyOf(2, 0);
            assertThat(execute(redis, List.of(key))).hasSize(1);
            CLUSTER.onNode(2, server -> server.clientPause(5_000));
            trace.clear();
            try {
                assertThat(BatchExecutor.create()
                                .execute(
                                        BatchGenerator.all(
                                                IntStream.range(0, 20_000)
                                                        .boxed()
                                                        .toList(),
                                                i -> redis.set(key, "" + i)
                                                        .<Object>map(value -> value)
                                                        .recoverWith(BatchGenerator::value)),
                                        Duration.ofSeconds(30),
                                        trace))
                        .hasSize(20_000)
                        .allSatisfy(failure -> assertThat(failure).isInstanceOf(QueryTimeoutException.class));
            } finally {
                await().ignoreExceptions().untilAsserted(() -> CLUSTER.onNode(2, Jedis::ping));
            }
            assertThat(trace.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.took()).isLessThan(Duration.ofSeconds(4)));
        }
    }

    private List<Object> execute(RedisBatch<String> redis, List<String> keys) {
        return BatchExecutor.create()
                .execute(
                        BatchGenerator.all(
                                keys,
                                key -> redis.get(key)
                                        .<Object>map(value -> value)
                                        .recoverWith(BatchGenerator::value)),
                        trace);
    }
}
