package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.batch4j.Batcher;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What can be told of a {@link RedisBatch} without a server; its connections are never opened. */
class RedisBatchTest {

    private final LettuceConnectionFactory connections = started();
    private final ReactiveStringRedisTemplate reactive = new ReactiveStringRedisTemplate(connections);
    private final StringRedisTemplate blocking = new StringRedisTemplate(connections);

    @Test
    void nullKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisBatch.blocking(blocking, 1).get(null))
                .withMessage("RedisBatch.get expects a key, got null");
    }

    @Test
    void emptyBatchesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisBatch.blocking(blocking, 0))
                .withMessage("RedisBatch expects a maxBatchSize of at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisBatch.reactive(reactive, -1))
                .withMessage("RedisBatch expects a maxBatchSize of at least 1, got -1");
    }

    @Test
    void reactiveTemplateAnswersLater() {
        Batcher<?, ?> batcher = RedisBatch.reactive(reactive, 7).get("a").batcher();

        assertThat(batcher).isInstanceOf(Batcher.Async.class);
        assertThat(batcher.name()).isEqualTo("redis");
        assertThat(batcher.maxBatchSize()).isEqualTo(7);
    }

    @Test
    void blockingTemplateBlocks() {
        Batcher<?, ?> batcher = RedisBatch.blocking(blocking, 7).get("a").batcher();

        assertThat(batcher).isInstanceOf(Batcher.Blocking.class);
        assertThat(batcher.name()).isEqualTo("redis");
        assertThat(batcher.maxBatchSize()).isEqualTo(7);
    }

    @Test
    void operationPrintsAsItsKey() {
        assertThat(RedisBatch.blocking(blocking, 1).get("user:42")).hasToString("user:42");
    }

    @Test
    void operationsAreEqualByInstanceAndKey() {
        RedisBatch redis = RedisBatch.blocking(blocking, 1);

        assertThat(redis.get("a")).isEqualTo(redis.get("a")).hasSameHashCodeAs(redis.get("a"));
        assertThat(redis.get("a")).isNotEqualTo(redis.get("b"));
        assertThat(redis.get("a")).isNotEqualTo(RedisBatch.blocking(blocking, 1).get("a"));
    }

    private static LettuceConnectionFactory started() {
        LettuceConnectionFactory connections = new LettuceConnectionFactory();
        connections.afterPropertiesSet();
        return connections;
    }
}
