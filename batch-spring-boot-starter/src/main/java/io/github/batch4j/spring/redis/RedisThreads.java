package io.github.batch4j.spring.redis;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for work that may block and must not delay the driver's threads: closing a connection, and retries.
 *
 * <p>Not the common pool, which may have no threads, or be full of the application's work; and not a bounded pool,
 * where a connection that closes slowly would delay the others. There are as many threads as batches end at the same
 * moment, and none after some idle seconds.
 */
final class RedisThreads implements Executor {

    static final RedisThreads INSTANCE = new RedisThreads();

    private static final int IDLE_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    private RedisThreads() {}

    /** Makes a thread that inherits nothing from the one that first needs it. */
    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "batch4j-redis-" + count.incrementAndGet(), 0, false);
        thread.setContextClassLoader(RedisThreads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs a task; on the calling thread if no other can be started. */
    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (OutOfMemoryError noThread) {
            task.run();
        }
    }
}
