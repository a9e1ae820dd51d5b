package io.github.batch4j.sample.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import redis.embedded.RedisServer;

/**
 * A real Redis in a process of its own, which keeps everything in memory and is stopped with the application. Its
 * connection details replace {@code spring.data.redis.*}; everything else is as with any other Redis.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoRedisConfiguredCondition.class)
class EmbeddedRedisConfiguration {

    private static final String LOOPBACK = "127.0.0.1";

    @Bean(destroyMethod = "stop")
    RedisServer embeddedRedis() {
        try {
            RedisServer server = RedisServer.builder()
                    .bind(LOOPBACK)
                    .port(freePort())
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException | RuntimeException e) {
            String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            throw new NoRedisException("The embedded Redis does not start on " + machine + ": " + e, e);
        }
    }

    @Bean
    DataRedisConnectionDetails embeddedRedisConnectionDetails(RedisServer embeddedRedis) {
        int port = embeddedRedis.ports().get(0);
        return new DataRedisConnectionDetails() {
            @Override
            public Standalone getStandalone() {
                return Standalone.of(LOOPBACK, port);
            }
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
