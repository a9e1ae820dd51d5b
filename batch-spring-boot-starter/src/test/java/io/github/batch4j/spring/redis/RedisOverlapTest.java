package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import io.github.batch4j.BatchLoader;
import io.github.batch4j.BatchTrace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import org.springframework.data.redis.serializer.RedisSerializer;
import redis.clients.jedis.Jedis;

/** While Redis answers through Lettuce, the other stores of the step are asked. */
class RedisOverlapTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private final CountDownLatch otherStoreAsked = new CountDownLatch(1);
    private final BatchLoader<String, String> otherStore = BatchLoader.of("other", keys -> {
        otherStoreAsked.countDown();
        return Map.of("b", "2");
    });

    @Test
    void storeOfTheSameStepIsAskedBeforeRedisHasAnswered() {
        try (Jedis server = REDIS.address().connect()) {
            server.set("a", "1");
        }
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory("127.0.0.1", REDIS.address().port());
        connections.afterPropertiesSet();
        connections.start();
        try {
            RedisBatch redis = RedisBatch.reactive(answeringOnceTheOtherStoreIsAsked(connections), 1000);
            BatchTrace trace = new BatchTrace();

            List<String> answers = BatchExecutor.create()
                    .execute(BatchGenerator.all(List.of(redis.get("a"), otherStore.get("b"))), trace);

            assertThat(answers).containsExactly("1", "2");
            assertThat(trace.entries())
                    .extracting(entry -> entry.batch().step())
                    .containsExactly(1, 1);
        } finally {
            connections.destroy();
        }
    }

    private ReactiveStringRedisTemplate answeringOnceTheOtherStoreIsAsked(LettuceConnectionFactory connections) {
        RedisSerializer<String> patient = new RedisSerializer<>() {
            @Override
            public byte[] serialize(String value) {
                return RedisSerializer.string().serialize(value);
            }

            @Override
            public String deserialize(byte[] bytes) {
                awaitOtherStore();
                return RedisSerializer.string().deserialize(bytes);
            }
        };
        return new ReactiveStringRedisTemplate(
                connections,
                RedisSerializationContext.<String, String>newSerializationContext(RedisSerializer.string())
                        .value(patient)
                        .build());
    }

    private void awaitOtherStore() {
        try {
            if (!otherStoreAsked.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other store was not asked while Redis was answering");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
