package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchableOperation;
import io.github.batch4j.Batcher;
import io.github.batch4j.SharedCalls;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.Jedis;

/** Reads that executions share on Jedis, with commands as Redis counts them. */
@Timeout(60)
class RedisSharingTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    /** An operation whose call is under way until it is released. */
    private record Held(Batcher<Held, Boolean> batcher) implements BatchableOperation<Boolean> {}

    private final SharedCalls calls = SharedCalls.of(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Driver.Client client;
    private RedisBatch<String> redis;
    private Jedis server;

    @BeforeEach
    void begin() {
        client = Driver.JEDIS.connect(REDIS.address(), Duration.ofSeconds(10));
        redis = RedisBatch.builder(client.template()).shareReads(calls).build();
        server = REDIS.address().connect();
        server.flushAll();
        server.set("a", "1");
        server.set("b", "2");
        server.hset("hash", "field", "3");
        server.configResetStat();
        Batcher<Held, Boolean> held = calls.shareAnswers(Batcher.blocking("held", operations -> {
            release.await();
            return List.of(true);
        }));
        threads.submit(() -> execute(new Held(held)));
        await().pollDelay(Duration.ZERO).until(() -> calls.callsUnderWay() == 1);
    }

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        server.close();
        client.close();
        assertThat(calls.waitingBatches() + calls.callsUnderWay()).isZero();
    }

    private static <T extends @Nullable Object> T execute(BatchableOperation<T> operation) {
        return BatchExecutor.create().execute(operation);
    }

    private <T extends @Nullable Object> Future<T> ask(BatchableOperation<T> operation) {
        int before = calls.waitingBatches();
        Future<T> asked = threads.submit(() -> execute(operation));
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> calls.waitingBatches() > before);
        return asked;
    }

    private String commands() {
        return server.info("commandstats");
    }

    @Test
    void readsThatWaitAreOneRoundTrip() throws Exception {
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(ask(redis.get(i % 2 == 0 ? "a" : "b")));
        }
        Future<Map<String, String>> hash = ask(redis.hash("hash"));
        Future<Map<String, String>> wrong = ask(redis.hash("a"));
        assertThat(commands()).doesNotContain("cmdstat_mget");

        release.countDown();

        for (int i = 0; i < 20; i++) {
            assertThat(asked.get(i).get()).isEqualTo(i % 2 == 0 ? "1" : "2");
        }
        assertThat(hash.get()).isEqualTo(Map.of("field", "3"));
        assertThatThrownBy(wrong::get).hasMessageContaining("WRONGTYPE");
        assertThat(commands()).contains("cmdstat_mget:calls=1,", "cmdstat_hgetall:calls=2,");
        assertThat(calls.failedMergedCalls()).isZero();
    }

    @Test
    void eachAskerHasBytesOfItsOwn() throws Exception {
        RedisBatch<byte[]> bytes = redis.values(RedisSerializer.byteArray());
        Future<byte[]> one = ask(bytes.get("a"));
        Future<byte[]> other = ask(bytes.get("a"));

        release.countDown();
        one.get()[0] = 'x';

        assertThat(other.get()).containsExactly('1');
    }

    @Test
    void readThatFailsFailsEachOfItsAskersWithAFailureOfItsOwn() {
        Future<Map<String, String>> one = ask(redis.hash("a"));
        Future<Map<String, String>> other = ask(redis.hash("a"));
        ask(redis.get("a"));

        release.countDown();

        Throwable ofOne = catchThrowable(one::get).getCause();
        Throwable ofOther = catchThrowable(other::get).getCause();
        assertThat(ofOne).hasMessageContaining("WRONGTYPE").isNotSameAs(ofOther).hasSameClassAs(ofOther);
    }

    @Test
    void withoutAConnectionAllFailAtOnceEachWithAFailureOfItsOwn() {
        AtomicInteger tried = new AtomicInteger();
        RedisConnectionFactory away = (RedisConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedisConnectionFactory.class},
                (proxy, method, arguments) -> {
                    tried.incrementAndGet();
                    throw new RedisConnectionFailureException("away");
                });
        redis = RedisBatch.builder(new StringRedisTemplate(away))
                .shareReads(calls)
                .build();
        Future<String> one = ask(redis.get("a"));
        Future<String> other = ask(redis.get("b"));
        int before = tried.get();

        release.countDown();

        Throwable ofOne = catchThrowable(one::get).getCause();
        Throwable ofOther = catchThrowable(other::get).getCause();
        assertThat(List.of(ofOne, ofOther)).hasOnlyElementsOfType(RedisConnectionFailureException.class);
        assertThat(ofOne).isNotSameAs(ofOther);
        assertThat(tried.get() - before).as("once for both").isEqualTo(1);
    }

    @Test
    void writesAndOwnCommandsAreNotShared() {
        assertThat(execute(redis.set("c", "4"))).isNull();
        assertThat(execute(redis.read("STRLEN", "a").as(RedisReply::asLong))).isEqualTo(1);
        assertThat(calls.waitingBatches()).isZero();
    }

    @Test
    void lettuceHasNothingToShare() {
        try (Driver.Client lettuce = Driver.LETTUCE.connect(REDIS.address(), Duration.ofSeconds(10))) {
            RedisBatch.Builder builder = RedisBatch.builder(lettuce.template()).shareReads(calls);

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("RedisBatch.Builder.shareReads expects a driver whose calls block");
        }
    }
}
