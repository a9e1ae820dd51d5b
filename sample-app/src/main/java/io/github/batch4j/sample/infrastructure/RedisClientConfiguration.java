package io.github.batch4j.sample.infrastructure;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The Redis client's behaviour while the server is away, as far as no property in {@code application.yml} sets it. */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {

    /** Fails at once: by default, commands queue up until Redis is back, and each request waits for its timeout. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    /** Retries every second: by default, the pauses between attempts grow up to half a minute. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectEverySecond() {
        return resources -> resources.reconnectDelay(Delay.constant(Duration.ofSeconds(1)));
    }
}
