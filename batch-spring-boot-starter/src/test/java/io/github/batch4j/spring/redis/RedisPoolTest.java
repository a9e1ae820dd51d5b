package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchTimeoutException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

/** A pool of Lettuce with a single connection, which is given back before the batch is answered. */
@Timeout(60)
class RedisPoolTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private final BatchExecutor executor = BatchExecutor.create();
    private Driver.Client client;
    private RedisBatch<String> redis;
    private Jedis server;

    @BeforeEach
    void connect() {
        client = PoolOfOne.connect(REDIS.address());
        redis = client.redisBatch(1000);
        server = REDIS.address().connect();
        server.flushAll();
    }

    @AfterEach
    void disconnect() {
        server.close();
        client.close();
    }

    @Test
    void batchesOneAfterTheOtherShareOneConnection() {
        server.set("a", "1");

        for (int i = 0; i < 5_000; i++) {
            assertThat(executor.execute(redis.get("a"))).isEqualTo("1");
        }

        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void connectionIsBackAfterFailures() {
        server.set("string", "1");
        RedisBatch<Integer> numbers = redis.json(Integer.class);
        server.set("text", "one");

        for (int i = 0; i < 100; i++) {
            assertThat(executor.executeAll(List.of(
                            failure(redis.hash("string")),
                            failure(numbers.get("text")),
                            failure(redis.read("NOSUCH", "a").as(RedisReply::asString)))))
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(RuntimeException.class));
            executor.execute(redis.set("a", "1"));
        }

        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void batchesOfOneStepThatFindNoConnectionFailAndLoseNone() {
        RedisBatch<String> small = client.redisBatch(1);
        int failures = 0;

        for (int i = 0; i < 100; i++) {
            List<Object> answers = executor.executeAll(List.of(failure(small.get("a")), failure(small.get("b"))));
            for (Object answer : answers) {
                if (answer != null) {
                    assertThat(answer).isInstanceOf(RedisConnectionFailureException.class);
                    failures++;
                }
            }
        }
        assertThat(failures).isPositive();
        executor.execute(redis.get("a"));

        assertThat(connections()).isEqualTo(1);
    }

    /** A connection with a blocking command is not free until Redis has replied to it. */
    @Test
    void whatTimedOutKeepsItsConnectionUntilRedisHasAnswered() {
        RedisBatch<String> limited = RedisBatch.builder(client.template())
                .timeout(Duration.ofMillis(50))
                .build();

        assertThat(executor.execute(failure(blocking(limited)))).isInstanceOf(QueryTimeoutException.class);
        assertThat(executor.execute(failure(redis.get("a"))))
                .as("the only connection is taken")
                .isInstanceOf(RedisConnectionFailureException.class);

        server.xadd("stream", StreamEntryID.NEW_ENTRY, Map.of("f", "v"));
        await().until(() -> executor.execute(failure(redis.exists("stream"))) instanceof Boolean);
        assertThat(executor.execute(redis.get("a"))).isNull();
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void executionThatEndedKeepsItsConnectionUntilRedisHasAnswered() {
        assertThatExceptionOfType(BatchTimeoutException.class)
                .isThrownBy(() -> executor.execute(blocking(redis), Duration.ofMillis(50)));
        assertThat(executor.execute(failure(redis.get("a")))).isInstanceOf(RedisConnectionFailureException.class);

        server.xadd("stream", StreamEntryID.NEW_ENTRY, Map.of("f", "v"));
        await().until(() -> executor.execute(failure(redis.exists("stream"))) instanceof Boolean);
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void retriesTakeOneConnectionAfterTheOther() {
        RedisBatch<String> retrying = RedisBatch.builder(client.template())
                .retry(RetryPolicy.builder()
                        .maxRetries(200)
                        .delay(Duration.ofMillis(20))
                        .build())
                .build();
        executor.execute(retrying.get("a"));
        server.close();
        REDIS.stop();

        // Redis runs only while the batch is in flight.
        Thread starting = new Thread(REDIS::start);
        starting.start();
        assertThat(executor.execute(retrying.get("a"))).isNull();

        server = REDIS.address().connect();
        assertThat(executor.execute(redis.get("a"))).isNull();
        assertThat(connections()).isEqualTo(1);
    }

    /** The common pool may have no threads. */
    @Test
    void commonPoolIsNotNeeded() throws Exception {
        Process process = new ProcessBuilder(
                        new File(System.getProperty("java.home"), "bin/java").getPath(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoolOfOne.class.getName(),
                        String.valueOf(REDIS.address().port()))
                .redirectErrorStream(true)
                .start();

        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("500 answers");
        } finally {
            process.destroyForcibly();
        }
    }

    private static BatchGenerator<Boolean> blocking(RedisBatch<String> redis) {
        return redis.read("XREAD BLOCK 20000 STREAMS", "stream", "$").as(reply -> !reply.isNull());
    }

    private static BatchGenerator<Object> failure(BatchGenerator<?> generator) {
        return generator.<Object>map(value -> value).recoverWith(BatchGenerator::value);
    }

    /** The number of connections beside the test's own. */
    private long connections() {
        return server.clientList().lines().count() - 1;
    }
}
