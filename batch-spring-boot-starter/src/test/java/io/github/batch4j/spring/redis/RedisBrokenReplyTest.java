package io.github.batch4j.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/**
 * A connection that breaks in the middle of a reply: Lettuce sends the command again and drops the partial reply.
 */
@Timeout(60)
class RedisBrokenReplyTest {

    @RegisterExtension
    static final RedisServerExtension REDIS = new RedisServerExtension();

    private static final List<String> ELEMENTS =
            IntStream.range(0, 2000).mapToObj(i -> "element " + i).toList();

    @Test
    void replyBeginsAnew() throws IOException {
        try (Jedis server = REDIS.address().connect();
                ServerSocket breaking = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.rpush("list", ELEMENTS.toArray(String[]::new));
            inBackground(() -> {
                passOn(breaking.accept(), 12_000);
                passOn(breaking.accept(), Integer.MAX_VALUE);
            });

            RedisAddress address = new RedisAddress("127.0.0.1", breaking.getLocalPort());
            try (Driver.Client client = Driver.LETTUCE.connect(address, Duration.ofSeconds(20))) {
                RedisBatch<String> redis = client.redisBatch(1000);

                assertThat(BatchExecutor.create().execute(redis.list("list"))).isEqualTo(ELEMENTS);
            }
        }
    }

    /** Breaks the connection after some bytes of the reply. */
    private static void passOn(Socket client, int bytes) throws IOException {
        Socket server = new Socket(REDIS.address().host(), REDIS.address().port());
        inBackground(() -> copy(client, server, Integer.MAX_VALUE));
        inBackground(() -> copy(server, client, bytes));
    }

    private static void copy(Socket from, Socket to, int bytes) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1000];
            int length;
            for (int left = bytes; left > 0 && (length = in.read(buffer)) > 0; left -= length) {
                out.write(buffer, 0, length);
            }
        }
    }

    private interface Task {

        void run() throws IOException;
    }

    private static void inBackground(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // by the other side, or by the end of the test
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
