package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What a {@link RedisBatch} does, whatever the driver; how often it asked is what Redis itself has counted. */
abstract class RedisBatchContract {

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();
    private Driver.Client client;
    private RedisBatch<String> redis;
    private Jedis server;

    abstract Driver driver();

    abstract RedisAddress address();

    @BeforeEach
    void connect() {
        client = driver().connect(address(), Duration.ofSeconds(10));
        redis = client.redisBatch(1000);
        server = address().connect();
        server.flushAll();
        server.configResetStat();
    }

    @AfterEach
    void disconnect() {
        server.close();
        client.close();
    }

    @Test
    void keysAskedForTogetherAreOneMget() {
        server.set("a", "1");
        server.set("b", "2");

        assertThat(execute(List.of(redis.get("a"), redis.get("b")))).containsExactly("1", "2");

        assertThat(mgets()).isEqualTo(1);
        assertThat(trace.batches()).containsExactly(List.of(redis.get("a"), redis.get("b")));
    }

    @Test
    void missingKeyIsNull() {
        server.set("b", "2");

        assertThat(execute(List.of(redis.get("a"), redis.get("b"), redis.get("c"))))
                .containsExactly(null, "2", null);

        assertThat(mgets()).isEqualTo(1);
    }

    @Test
    void keyThatHoldsNoStringIsNullToo() {
        server.hset("hash", Map.of("field", "value"));
        server.set("a", "1");

        assertThat(execute(List.of(redis.get("hash"), redis.get("a")))).containsExactly(null, "1");
    }

    @Test
    void keyAskedForTwiceIsSentOnce() {
        server.set("a", "1");

        assertThat(execute(List.of(redis.get("a"), redis.get("a")))).containsExactly("1", "1");

        assertThat(mgets()).isEqualTo(1);
        assertThat(trace.batches()).containsExactly(List.of(redis.get("a")));
    }

    @Test
    void moreKeysThanTheLargestBatchAreSeveralMgetsOfOneStep() {
        RedisBatch<String> pairs = client.redisBatch(2);
        Stream.of("a", "b", "c", "d", "e").forEach(key -> server.set(key, key.repeat(2)));

        assertThat(execute(List.of(pairs.get("a"), pairs.get("b"), pairs.get("c"), pairs.get("d"), pairs.get("e"))))
                .containsExactly("aa", "bb", "cc", "dd", "ee");

        assertThat(mgets()).isEqualTo(3);
        assertThat(trace.batches())
                .containsExactly(
                        List.of(pairs.get("a"), pairs.get("b")),
                        List.of(pairs.get("c"), pairs.get("d")),
                        List.of(pairs.get("e")));
        assertThat(trace.entries()).extracting(entry -> entry.batch().step()).containsOnly(1);
    }

    @Test
    void whatDependsOnAnAnswerIsTheNextMget() {
        server.set("spouseId:1", "2");
        server.set("user:1", "Ann");
        server.set("user:2", "Bob");
        BatchGenerator<String> spouse = redis.get("spouseId:1").then(id -> redis.get("user:" + id));

        assertThat(execute(List.of(redis.get("user:1"), spouse))).containsExactly("Ann", "Bob");

        assertThat(mgets()).isEqualTo(2);
        assertThat(trace.batches())
                .containsExactly(List.of(redis.get("user:1"), redis.get("spouseId:1")), List.of(redis.get("user:2")));
    }

    @Test
    void nothingAskedForIsNothingSent() {
        assertThat(execute(List.of())).isEmpty();

        assertThat(mgets()).isZero();
    }

    @Test
    void keysAndValuesAreUnicode() {
        server.set("ключ:日本:🙂", "värde:价值:💍");

        assertThat(executor.execute(redis.get("ключ:日本:🙂"), trace)).isEqualTo("värde:价值:💍");
    }

    @Test
    void operationsOfTwoInstancesAreNotMixed() {
        RedisBatch<String> other = client.redisBatch(1000);
        server.set("a", "1");

        assertThat(execute(List.of(redis.get("a"), other.get("a")))).containsExactly("1", "1");

        assertThat(mgets()).isEqualTo(2);
    }

    private List<String> execute(List<? extends BatchGenerator<String>> generators) {
        return executor.execute(BatchGenerator.all(generators), trace);
    }

    /** How many {@code MGET}s Redis has run since the test began. */
    private int mgets() {
        Matcher calls = Pattern.compile("cmdstat_mget:calls=(\\d+)").matcher(server.info("commandstats"));
        return calls.find() ? Integer.parseInt(calls.group(1)) : 0;
    }
}
