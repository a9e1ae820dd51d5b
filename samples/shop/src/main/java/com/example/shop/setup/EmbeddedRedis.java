package com.example.shop.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.embedded.RedisServer;

/** A real Redis in a process of its own, which is stopped with the application. */
@Configuration(proxyBeanMethods = false)
public class EmbeddedRedis {

    private static final String LOOPBACK = "127.0.0.1";

    @Bean(initMethod = "start", destroyMethod = "stop")
    RedisServer redisServer() throws IOException {
        return RedisServer.builder()
                .bind(LOOPBACK)
                .port(freePort())
                .setting("save \"\"")
                .build();
    }

    @Bean
    DataRedisConnectionDetails redisConnectionDetails(RedisServer server) {
        int port = server.ports().get(0);
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
