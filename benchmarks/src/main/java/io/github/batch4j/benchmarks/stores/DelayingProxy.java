package io.github.batch4j.benchmarks.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A proxy before a local server that delays its answers as a network would. It delays each byte, not one answer after
 * the other, so requests sent without waiting are answered without waiting.
 */
public final class DelayingProxy implements AutoCloseable {

    private final int server;
    private final long delay;
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * Starts to listen on a free port.
     *
     * @param server the port of the server
     * @param delay the delay of its answers
     */
    public DelayingProxy(int server, Duration delay) throws IOException {
        this.server = server;
        this.delay = delay.toNanos();
        this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        run(() -> {
            while (true) {
                connect(listening.accept());
            }
        });
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        sockets.addAll(List.of(client, upstream));
        BlockingQueue<Chunk> onTheWay = new LinkedBlockingQueue<>();
        run(() -> copy(client, upstream));
        run(() -> receive(upstream, onTheWay));
        run(() -> arrive(onTheWay, client));
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private void receive(Socket from, BlockingQueue<Chunk> onTheWay) throws IOException {
        byte[] buffer = new byte[1 << 16];
        InputStream in = from.getInputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            onTheWay.add(new Chunk(Arrays.copyOf(buffer, length), System.nanoTime() + delay));
        }
        onTheWay.add(Chunk.END);
    }

    private static void arrive(BlockingQueue<Chunk> onTheWay, Socket to) throws IOException, InterruptedException {
        try (to) {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = onTheWay.take(); chunk != Chunk.END; chunk = onTheWay.take()) {
                while (System.nanoTime() - chunk.due < 0) {
                    LockSupport.parkNanos(chunk.due - System.nanoTime());
                }
                out.write(chunk.bytes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException closed) {
                        // One end is closed, and with it the connection.
                    }
                },
                "delaying-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {

        void run() throws IOException, InterruptedException;
    }

    /** Bytes with the time of their arrival. */
    private static final class Chunk {

        private static final Chunk END = new Chunk(new byte[0], 0);

        private final byte[] bytes;
        private final long due;

        private Chunk(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }
}
