package io.github.batch4j.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A thread of a test, whose result or failure the test can wait for. */
final class TestThread<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private TestThread(String name, Callable<T> code) {
        thread = new Thread(() -> run(code), name);
        thread.setDaemon(true);
    }

    static <T> TestThread<T> start(String name, Callable<T> code) {
        TestThread<T> started = new TestThread<>(name, code);
        started.thread.start();
        return started;
    }

    private void run(Callable<T> code) {
        try {
            result.complete(code.call());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits for the thread; fails with an {@code ExecutionException} if its code has failed. */
    T result() throws Exception {
        return result.get();
    }
}
