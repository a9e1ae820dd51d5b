package io.github.batch4j.benchmarks.load;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** A fixed number of clients, each on a thread of its own, that send the next request when they have an answer. */
final class ClosedLoop implements AutoCloseable {

    private final int clients;
    private final ExecutorService threads;

    /**
     * Makes the clients.
     *
     * @param virtual true for virtual threads, which need JDK 21 or newer
     */
    ClosedLoop(int clients, boolean virtual) {
        this.clients = clients;
        this.threads = virtual ? virtualThreads() : Executors.newFixedThreadPool(clients);
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("virtual threads need JDK 21 or newer", failure);
        }
    }

    /**
     * Runs requests with random ids.
     *
     * @return the time that each took, in nanoseconds
     */
    long[] run(LongConsumer request, Duration duration, long seed) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(clients);
        List<Future<long[]>> times = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000 + client);
            times.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return client(request, System.nanoTime() + duration.toNanos(), random);
            }));
        }
        long[] all = new long[0];
        for (Future<long[]> ofClient : times) {
            long[] more = ofClient.get();
            int length = all.length;
            all = Arrays.copyOf(all, length + more.length);
            System.arraycopy(more, 0, all, length, more.length);
        }
        return all;
    }

    private static long[] client(LongConsumer request, long end, SplittableRandom random) {
        long[] nanos = new long[1_024];
        int count = 0;
        for (long begun = System.nanoTime(); begun - end < 0; count++) {
            request.accept(random.nextLong(LoadDatabase.USERS));
            long ended = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count] = ended - begun;
            begun = ended;
        }
        return Arrays.copyOf(nanos, count);
    }

    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a request hangs");
        }
    }
}
