package io.github.batch4j.spring.jdbc;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A search for a port below those that systems give to clients: of the latter another test may get it before the server
 * has started.
 */
final class FreePort {

    private static final int MOST_ATTEMPTS = 100;

    private FreePort() {}

    static int find() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_240, 32_768);
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (BindException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }
}
