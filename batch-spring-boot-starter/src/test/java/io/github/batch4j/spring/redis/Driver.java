package io.github.batch4j.spring.redis;

import java.time.Duration;
import java.util.function.IntFunction;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The ways from a {@link RedisBatch} to Redis. */
enum Driver {
    LETTUCE_REACTIVE {
        @Override
        Client connect(RedisAddress address, Duration timeout) {
            LettuceConnectionFactory connections = lettuce(address, timeout);
            ReactiveStringRedisTemplate template = new ReactiveStringRedisTemplate(connections);
            return new Client(size -> RedisBatch.reactive(template, size), connections::destroy);
        }
    },

    LETTUCE_BLOCKING {
        @Override
        Client connect(RedisAddress address, Duration timeout) {
            LettuceConnectionFactory connections = lettuce(address, timeout);
            StringRedisTemplate template = new StringRedisTemplate(connections);
            return new Client(size -> RedisBatch.blocking(template, size), connections::destroy);
        }
    },

    JEDIS {
        @Override
        Client connect(RedisAddress address, Duration timeout) {
            JedisConnectionFactory connections = jedis(address, timeout);
            StringRedisTemplate template = new StringRedisTemplate(connections);
            return new Client(size -> RedisBatch.blocking(template, size), connections::destroy);
        }
    };

    abstract Client connect(RedisAddress address, Duration timeout);

    /** What is connected; it makes a {@link RedisBatch} for a {@code maxBatchSize}. */
    record Client(IntFunction<RedisBatch> batches, Runnable closing) implements AutoCloseable {

        RedisBatch redisBatch(int maxBatchSize) {
            return batches.apply(maxBatchSize);
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    private static LettuceConnectionFactory lettuce(RedisAddress address, Duration timeout) {
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(address.host(), address.port()),
                LettuceClientConfiguration.builder().commandTimeout(timeout).build());
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }

    private static JedisConnectionFactory jedis(RedisAddress address, Duration timeout) {
        JedisConnectionFactory connections = new JedisConnectionFactory(
                new RedisStandaloneConfiguration(address.host(), address.port()),
                JedisClientConfiguration.builder()
                        .connectTimeout(timeout)
                        .readTimeout(timeout)
                        .usePooling()
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }
}
