package com.example.couples.shared;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Redis in a process of its own, which is stopped with the application. Its made-up users are 1 to 100, who are
 * married to 101 to 200, 201, who is single, and 12345, who is married to 67890.
 */
@Configuration(proxyBeanMethods = false)
public class SeededRedis {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String[] NAMES = {"Alma", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta"};
    private static final String[] CITIES = {"Bergen", "Cusco", "Dakar"};

    @Bean(destroyMethod = "stop")
    RedisServer embeddedRedis() throws IOException {
        RedisServer server = RedisServer.builder()
                .bind(LOOPBACK)
                .port(freePort())
                .setting("save \"\"")
                .build();
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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

    /** Writes the users before the first request is accepted. */
    @Bean
    InitializingBean seeder(StringRedisTemplate redis, JsonMapper json) {
        Map<String, String> entries = new HashMap<>();
        for (int id = 1; id <= 201; id++) {
            User user = new User(id, NAMES[id % NAMES.length], CITIES[id % CITIES.length]);
            entries.put("user:" + id, json.writeValueAsString(user));
        }
        entries.put("user:12345", json.writeValueAsString(new User(12345, "Ada", "Lisbon")));
        entries.put("user:67890", json.writeValueAsString(new User(67890, "Grace", "Bergen")));
        for (int id = 1; id <= 100; id++) {
            marry(entries, id, 100 + id);
        }
        marry(entries, 12345, 67890);
        return () -> redis.opsForValue().multiSet(entries);
    }

    private static void marry(Map<String, String> entries, int one, int other) {
        entries.put("spouseId:" + one, Integer.toString(other));
        entries.put("spouseId:" + other, Integer.toString(one));
    }
}
