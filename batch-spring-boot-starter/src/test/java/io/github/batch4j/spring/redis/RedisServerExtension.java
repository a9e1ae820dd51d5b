package io.github.batch4j.spring.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis for a test class, on a port that was free. */
public final class RedisServerExtension implements BeforeAllCallback, AfterAllCallback {

    private final int port = freePort();
    private long process;
    private final RedisServer server = RedisServer.builder()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .build();

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    /** Starts the server, unless it runs. */
    public void start() {
        if (!server.isActive()) {
            server.start();
            try (Jedis connection = address().connect()) {
                String info = connection.info("server");
                process = Long.parseLong(info.replaceAll("(?s).*process_id:(\\d+).*", "$1"));
            }
        }
    }

    /** Kills the server in the middle of its work; {@link #stop} lets it finish. */
    public void kill() {
        ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
        stop();
    }

    /** Stops the server, if it runs. */
    public void stop() {
        if (server.isActive()) {
            server.stop();
        }
    }

    public RedisAddress address() {
        return new RedisAddress("127.0.0.1", port);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
