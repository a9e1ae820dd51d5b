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
 * On a cluster a command goes to the node of its keys, and commands that share a key are run in order.
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
                writes.add(redis.write("EVAL", "return redis.call('incrby', KEYS[1], 5)", 1, key + "a")
                        .as(any -> any));
                writes.add(redis.write("RENAME", key + "a", key + "b").as(any -> any));
                writes.add(redis.write("INCR", key + "b").as(any -> any));
                writes.add(redis.write("MSET", key + "c", "3", key + "a", "0").as(any -> any));
                writes.add(redis.write("BITOP", "OR", key + "d", key + "b").as(any -> any));
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
                .mapToObj(i -> (BatchGenerator<Long>)
                        redis.script(APPEND, List.of("list:" + i % 60), i).as(RedisReply::asLong))
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
                failure(redis.write("MSET", "a", "secret", "b", "secret").as(RedisReply::asString)),
                failure(redis.set("c", "3")),
                failure(redis.script("return 1", List.of("a", "c")).as(RedisReply::asLong)),
                failure(redis.write("RENAME", "c", "{c}").as(RedisReply::asString)),
                failure(redis.write("RENAME", "{c}", "a").as(RedisReply::asString))));

        assertThat(answers).elements(1, 3).containsExactly(null, "OK");
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
        assertThat(executor.execute(failure(redis.read("SUNION", "a", "b").as(RedisReply::asList))))
                .asString()
                .contains("CROSSSLOT");
        assertThat(executor.execute(redis.get("{c}"))).isEqualTo("3");
    }

    @Test
    void whatIsNotKnownGoesAloneInItsOrder() {
        List<BatchGenerator<?>> writes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            writes.add(redis.write("RPUSH", "list:" + i % 7, i).as(RedisReply::asLong));
            writes.add(failure(redis.write("NOSUCH", "list:" + i).as(RedisReply::asLong)));
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
                all.add(redis.script(APPEND, List.of(key), i).as(RedisReply::asLong));
                all.add(redis.write("BITOP", "NOT", "{" + key + "}", "{" + key + "}none")
                        .as(RedisReply::asLong));
                all.add(redis.write("XGROUP CREATE", "{" + key + "}s", "g", "$", "MKSTREAM")
                        .as(RedisReply::asString));
                all.add(redis.read("MEMORY USAGE", "{" + key + "}s").as(RedisReply::asLong));
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
