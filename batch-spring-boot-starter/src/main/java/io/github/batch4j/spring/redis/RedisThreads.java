package io.github.batch4j.spring.redis;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what may block and must not hold up the driver's: to close a connection, and to send a batch again.
 *
 * <p>Neither the common pool, which an application may have without threads or full of its own work, nor a bounded one,
 * in which a connection that takes long to close would hold up the others. There are as many as batches end at the same
 * moment, and none after some seconds without work.
 */
final class RedisThreads implements Executor {

    static final RedisThreads INSTANCE = new RedisThreads();

    private static final int IDLE_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    private RedisThreads() {}

    /** Inherits nothing from the thread that happens to need it first. */
    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "batch4j-redis-" + count.incrementAndGet(), 0, false);
        thread.setContextClassLoader(RedisThreads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs it on the calling thread if there can be no other: rather late than never. */
    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (OutOfMemoryError noThread) {
            task.run();
        }
    }
}
