package io.github.batch4j.spring.jdbc;

import static org.awaitility.Awaitility.await;

import io.github.batch4j.SharedCalls;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;

/** Executions on threads of their own that all wait for the only call of a limit, which is under way until released. */
final class Askers implements AutoCloseable {

    private static final ConditionFactory SOON =
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));

    private final SharedCalls calls;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    /**
     * Makes the executions.
     *
     * @param calls a limit of one call
     */
    Askers(SharedCalls calls) {
        this.calls = calls;
    }

    /** Begins the call that the others wait for: one whose row mapper calls {@link #hold}. */
    void begin(Runnable call) throws InterruptedException, ExecutionException {
        Future<?> begun = threads.submit(call);
        SOON.until(() -> underWay.getCount() == 0 || begun.isDone());
        if (begun.isDone()) {
            begun.get();
        }
    }

    /** Keeps the call under way until it is released. */
    void hold() {
        underWay.countDown();
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Starts an execution, and returns when it waits for the call. */
    <T> Future<T> ask(Callable<T> execution) {
        int before = calls.waitingBatches();
        Future<T> asked = threads.submit(execution);
        SOON.until(() -> calls.waitingBatches() > before || asked.isDone());
        return asked;
    }

    void release() {
        release.countDown();
    }

    /** Releases the call, and waits until all executions have ended. */
    @Override
    public void close() throws InterruptedException {
        release();
        threads.shutdown();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError("an execution hangs");
        }
    }
}
