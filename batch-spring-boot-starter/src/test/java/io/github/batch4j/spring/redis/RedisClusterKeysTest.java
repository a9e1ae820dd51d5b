package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * On a cluster a command goes to the node of its keys, wherever they stand, and in the order of those that share one.
 */
@ParameterizedClass
@EnumSource(Driver.class)
class RedisClusterKeysTest {

    private static final String APPEND = "return redis.call('rpush', KEYS[1], ARGV[1])";

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
        client = driver.connect(CLUSTER.configuration(), Duration.ofSeconds(10));
        redis = client.redisBatch(1000);
        CLUSTER.onEachNode(node -> node.flushAll());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void writesOfOneKeyByAnyCommandAreRunInTheOrderYielded() {
        for (int run = 0; run < 100; run++) {
            List<BatchGenerator<?>> writes = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String key = "{" + run + "-" + i + "}";
                writes.add(redis.set(key + "a", "1"));
                writes.add(redis.write("EVAL", any -> any, "return redis.call('incrby', KEYS[1], 5)", 1, key + "a"));
                writes.add(redis.write("RENAME", any -> any, key + "a", key + "b"));
                writes.add(redis.write("INCR", any -> any, key + "b"));
                writes.add(redis.write("MSET", any -> any, key + "c", "3", key + "a", "0"));
                writes.add(redis.write("BITOP", any -> any, "OR", key + "d", key + "b"));
                writes.add(redis.delete(key + "b"));
            }
            executor.execute(BatchGenerator.all(writes, RedisClusterKeysTest::any));
            int here = run;

            assertThat(executor.executeAll(IntStream.range(0, 5)
                            .mapToObj(i -> "{" + here + "-" + i + "}")
                            .flatMap(key -> List.of("a", "b", "c", "d").stream().map(name -> redis.get(key + name)))
                            .toList()))
                    .isEqualTo(IntStream.range(0, 5)
                            .boxed()
                            .flatMap(i -> Arrays.asList("0", null, "3", "7").stream())
                            .toList());
        }
    }

    @Test
    void scriptsOfManyKeysAreOneBatchAndKeepTheOrderOfEach() {
        List<BatchGenerator<Long>> scripts = IntStream.range(0, 600)
                .mapToObj(i ->
                        (BatchGenerator<Long>) redis.script(APPEND, RedisReply::asLong, List.of("list:" + i % 60), i))
                .toList();

        assertThat(executor.execute(BatchGenerator.all(scripts), trace))
                .isEqualTo(IntStream.range(0, 600).mapToObj(i -> i / 60 + 1L).toList());
        assertThat(trace.batches()).hasSize(1);
        assertThat(executor.execute(redis.list("list:7")))
                .isEqualTo(
                        IntStream.range(0, 10).mapToObj(i -> "" + (60 * i + 7)).toList());
    }

    @Test
    void keysOfSeveralSlotsFailAloneAndAreNotSent() {
        List<Object> answers = executor.executeAll(List.of(
                failure(redis.write("MSET", RedisReply::asString, "a", "secret", "b", "secret")),
                failure(redis.set("c", "3")),
                failure(redis.script("return 1", RedisReply::asLong, List.of("a", "c"))),
                failure(redis.write("RENAME", RedisReply::asString, "c", "{c}")),
                failure(redis.write("RENAME", RedisReply::asString, "{c}", "a"))));

        assertThat(answers).elements(1, 3).containsExactly(true, "OK");
        assertThat(List.of(answers.get(0), answers.get(2), answers.get(4)))
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(InvalidDataAccessApiUsageException.class))
                .extracting(failure -> ((Exception) failure).getMessage())
                .containsExactly(
                        "MSET a b (and 2 arguments) expects keys of one hash slot on a cluster, got some of several"
                                + " (CROSSSLOT): give them the same {hash tag}, or send a command for each",
                        "EVAL a c (and 2 arguments) expects keys of one hash slot on a cluster, got some of several"
                                + " (CROSSSLOT): give them the same {hash tag}, or send a command for each",
                        "RENAME {c} a expects keys of one hash slot on a cluster, got some of several"
                                + " (CROSSSLOT): give them the same {hash tag}, or send a command for each");
        assertThat(executor.execute(failure(redis.read("SUNION", RedisReply::asList, "a", "b"))))
                .asString()
                .contains("CROSSSLOT");
        assertThat(executor.execute(redis.get("{c}"))).isEqualTo("3");
    }

    @Test
    void whatIsNotKnownGoesAloneInItsOrder() {
        List<BatchGenerator<?>> writes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            writes.add(redis.write("RPUSH", RedisReply::asLong, "list:" + i % 7, i));
            writes.add(failure(redis.write("NOSUCH", RedisReply::asLong, "list:" + i)));
        }

        List<Object> answers = executor.execute(BatchGenerator.all(writes, RedisClusterKeysTest::any), trace);

        assertThat(trace.batches()).hasSize(1);
        for (int i = 0; i < 60; i++) {
            assertThat(answers.get(2 * i)).isEqualTo(i / 7 + 1L);
            assertThat(answers.get(2 * i + 1)).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void commandsGoToTheNodeOfTheirFirstKey() {
        executor.execute(redis.get("a")); // the driver has heard of the nodes
        CLUSTER.onEachNode(node -> node.configResetStat());

        List<BatchGenerator<?>> all = new ArrayList<>();
        for (int node = 0; node < CLUSTER.nodes(); node++) {
            for (int i = 0; i < 10; i++) {
                String key = CLUSTER.keyOf(node, i);
                all.add(redis.script(APPEND, RedisReply::asLong, List.of(key), i));
                all.add(redis.write("BITOP", RedisReply::asLong, "NOT", "{" + key + "}", "{" + key + "}none"));
                all.add(redis.write("XGROUP CREATE", RedisReply::asString, "{" + key + "}s", "g", "$", "MKSTREAM"));
                all.add(redis.read("MEMORY USAGE", RedisReply::asLong, "{" + key + "}s"));
            }
        }
        executor.execute(BatchGenerator.all(all, write -> failure(write)));

        if (driver != Driver.JEDIS) { // whose connection of Spring Data asks any node first
            CLUSTER.onEachNode(node -> assertThat(node.info("errorstats")).doesNotContain("MOVED"));
        }
        assertThat(executor.execute(redis.list(CLUSTER.keyOf(2, 9)))).containsExactly("9");
        assertThat(executor.execute(redis.exists("{" + CLUSTER.keyOf(1, 3) + "}s")))
                .isTrue();
    }

    private static BatchGenerator<Object> failure(BatchGenerator<?> generator) {
        return any(generator).recoverWith(BatchGenerator::value);
    }

    private static BatchGenerator<Object> any(BatchGenerator<?> generator) {
        return generator.map(value -> value);
    }
}
