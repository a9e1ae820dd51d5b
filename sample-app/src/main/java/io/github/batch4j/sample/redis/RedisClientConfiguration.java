package io.github.batch4j.sample.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the client behaves while Redis is away. What can be said by a property is in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {

    /** Left alone, commands would pile up until Redis is back, each request waiting for its timeout meanwhile. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    /** Left alone, the pauses between attempts grow up to half a minute. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectEverySecond() {
        return resources -> resources.reconnectDelay(Delay.constant(Duration.ofSeconds(1)));
    }
}
