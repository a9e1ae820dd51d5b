package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.Jedis;

/**
 * While Redis answers through Lettuce, the calling thread does other work, and the driver's threads run no code of
 * the library.
 */
class RedisOverlapTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private final BatchTrace trace = new BatchTrace();
    private Driver.Client client;
    private RedisBatch<String> redis;
    private Jedis server;

    @BeforeEach
    void connect() {
        client = Driver.LETTUCE.connect(REDIS.address(), Duration.ofSeconds(30));
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
    void storeOfTheSameStepIsAskedBeforeRedisHasAnswered() {
        BatchLoader<String, String> other = BatchLoader.of("other", keys -> {
            server.lpush("queue", "1");
            return Map.of("b", "2");
        });
        // Redis answers only when the other store has been asked.
        BatchGenerator<String> popped = redis.write("BLPOP", "queue", 10)
                .as(reply -> reply.asList().get(1).asString());

        List<String> answers =
                BatchExecutor.create().execute(BatchGenerator.all(List.of(popped, other.get("b"))), trace);

        assertThat(answers).containsExactly("1", "2");
        assertThat(trace.entries()).extracting(entry -> entry.batch().step()).containsExactly(1, 1);
    }

    @Test
    void storeOfTheSameStepIsAskedBeforeRedisIsTriedAgain() {
        BatchLoader<String, String> other = BatchLoader.of("other", keys -> {
            REDIS.start();
            return Map.of("b", "2");
        });
        try (Driver.Client fresh = Driver.LETTUCE.connect(REDIS.address(), Duration.ofSeconds(30))) {
            RedisBatch<String> retrying = RedisBatch.builder(fresh.template())
                    .retry(RetryPolicy.builder()
                            .maxRetries(100)
                            .delay(Duration.ofMillis(50))
                            .build())
                    .build();
            server.close();
            REDIS.stop();

            // There is a Redis only when the other store has been asked.
            assertThat(BatchExecutor.create().executeAll(List.of(retrying.get("a"), other.get("b"))))
                    .containsExactly(null, "2");
        }
    }

    @Test
    void valuesAndRepliesAreReadOnTheCallingThread() {
        server.set("a", "1");
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        RedisBatch<byte[]> noting = redis.values(new RedisSerializer<>() {
            @Override
            public byte[] serialize(byte[] value) {
                return value;
            }

            @Override
            public byte[] deserialize(byte[] bytes) {
                threads.add(Thread.currentThread());
                return bytes;
            }
        });
        BatchGenerator<String> read = redis.read("GET", "a").as(reply -> {
            threads.add(Thread.currentThread());
            return reply.asString();
        });

        BatchExecutor.create().execute(BatchGenerator.zip(noting.get("a"), read, (one, two) -> two));

        assertThat(threads).containsExactly(Thread.currentThread());
    }
}
