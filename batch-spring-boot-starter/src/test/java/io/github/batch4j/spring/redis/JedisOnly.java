package io.github.batch4j.spring.redis;

import io.github.batch4j.BatchExecutor;
import java.util.List;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A program for {@link OptionalPartsTest} that runs without Lettuce and without Jackson. */
public final class JedisOnly {

    private JedisOnly() {}

    /** Called by its name, through another class loader. */
    public static String answer(int port) {
        JedisConnectionFactory connections =
                new JedisConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
        connections.afterPropertiesSet();
        connections.start();
        try {
            RedisBatch<String> redis = RedisBatch.of(new StringRedisTemplate(connections));
            BatchExecutor.create().execute(redis.set("a", "1"));
            return BatchExecutor.create().executeAll(List.of(redis.get("a"), redis.get("b"))) + " " + json(redis);
        } finally {
            connections.destroy();
        }
    }

    private static String json(RedisBatch<String> redis) {
        try {
            return redis.json(Integer.class).toString();
        } catch (IllegalStateException missing) {
            return missing.getMessage();
        }
    }
}
