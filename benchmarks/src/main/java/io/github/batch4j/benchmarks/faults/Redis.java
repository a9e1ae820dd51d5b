package io.github.batch4j.benchmarks.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** A Redis with an append-only file. */
final class Redis implements Breakable {

    private final int port;
    private final RedisServer server;
    private long process;

    Redis() throws IOException {
        Path directory = Files.createTempDirectory("redis");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly yes")
                .setting("dir " + directory)
                .build();
        restart();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long process() {
        return process;
    }

    @Override
    public void restart() {
        if (server.isActive()) {
            server.stop(); // it was killed, but the library still takes it for running
        }
        server.start();
        LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.afterPropertiesSet();
        connections.start();
        try {
            process = Long.parseLong(new StringRedisTemplate(connections).execute((RedisCallback<String>)
                    connection -> connection.serverCommands().info("server").getProperty("process_id")));
        } finally {
            connections.destroy();
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
