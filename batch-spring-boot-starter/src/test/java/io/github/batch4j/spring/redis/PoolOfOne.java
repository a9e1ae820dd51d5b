package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchExecutor;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/** Lettuce with a pool of one connection that fails if none is free, and a program that uses it. */
public final class PoolOfOne {

    private PoolOfOne() {}

    static Driver.Client connect(RedisAddress address) {
        GenericObjectPoolConfig<io.lettuce.core.api.StatefulConnection<?, ?>> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(1);
        pool.setMaxWait(Duration.ZERO);
        LettuceConnectionFactory connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(address.host(), address.port()),
                LettucePoolingClientConfiguration.builder()
                        .commandTimeout(Duration.ofSeconds(10))
                        .poolConfig(pool)
                        .build());
        connections.setShareNativeConnection(false);
        connections.afterPropertiesSet();
        connections.start();
        return new Driver.Client(connections, connections::destroy);
    }

    /** Runs the program, which ends by itself. */
    public static void main(String[] port) {
        try (Driver.Client client = connect(new RedisAddress("127.0.0.1", Integer.parseInt(port[0])))) {
            RedisBatch<String> redis = client.redisBatch(1000);
            int answers = 0;
            for (int i = 0; i < 500; i++) {
                BatchExecutor.create().execute(redis.get("a"));
                answers++;
            }
            System.out.println(answers + " answers");
        }
    }
}
