package io.github.batch4j.spring.redis;

import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.ClassUtils;

/** Serializers for JSON. The only class that needs Jackson. */
final class JsonSerializers {

    private JsonSerializers() {}

    static <U> RedisSerializer<U> of(Class<U> type) {
        if (!ClassUtils.isPresent("tools.jackson.databind.ObjectMapper", JsonSerializers.class.getClassLoader())) {
            throw new IllegalStateException(
                    "RedisBatch.json expects Jackson 3 on the class path, which is not there: add"
                            + " tools.jackson.core:jackson-databind, or use values(serializer) with another"
                            + " serializer");
        }
        return new JacksonJsonRedisSerializer<>(type);
    }
}
