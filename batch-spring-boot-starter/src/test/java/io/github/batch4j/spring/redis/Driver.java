package io.github.batch4j.spring.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The ways from a {@link RedisBatch} to Redis. */
public enum Driver {
    LETTUCE {
        @Override
        Client connect(RedisConfiguration redis, Duration timeout) {
            LettuceConnectionFactory connections = new LettuceConnectionFactory(
                    redis,
                    LettuceClientConfiguration.builder().commandTimeout(timeout).build());
            connections.afterPropertiesSet();
            connections.start();
            return new Client(connections, connections::destroy);
        }
    },

    /** Each batch has a connection to itself, on which the older version of the protocol is spoken, as by Jedis. */
    LETTUCE_UNSHARED {
        @Override
        Client connect(RedisConfiguration redis, Duration timeout) {
            LettuceConnectionFactory connections = new LettuceConnectionFactory(
                    redis,
                    LettuceClientConfiguration.builder()
                            .commandTimeout(timeout)
                            .clientOptions(ClientOptions.builder()
                                    .protocolVersion(ProtocolVersion.RESP2)
                                    .timeoutOptions(TimeoutOptions.enabled())
                                    .build())
                            .build());
            connections.setShareNativeConnection(false);
            connections.afterPropertiesSet();
            connections.start();
            return new Client(connections, connections::destroy);
        }
    },

    JEDIS {
        @Override
        Client connect(RedisConfiguration redis, Duration timeout) {
            JedisClientConfiguration configuration = JedisClientConfiguration.builder()
                    .connectTimeout(timeout)
                    .readTimeout(timeout)
                    .usePooling()
                    .build();
            JedisConnectionFactory connections = redis instanceof RedisClusterConfiguration cluster
                    ? new JedisConnectionFactory(cluster, configuration)
                    : new JedisConnectionFactory((RedisStandaloneConfiguration) redis, configuration);
            connections.afterPropertiesSet();
            connections.start();
            return new Client(connections, connections::destroy);
        }
    };

    abstract Client connect(RedisConfiguration redis, Duration timeout);

    public Client connect(RedisAddress address, Duration timeout) {
        return connect(new RedisStandaloneConfiguration(address.host(), address.port()), timeout);
    }

    /** A connection factory that is started. */
    public record Client(RedisConnectionFactory connections, Runnable closing) implements AutoCloseable {

        public StringRedisTemplate template() {
            return new StringRedisTemplate(connections);
        }

        public RedisBatch<String> redisBatch(int maxBatchSize) {
            return RedisBatch.builder(template()).maxBatchSize(maxBatchSize).build();
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
