package io.github.batch4j.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A thread of a test, whose result or failure the test can wait for. */
final class TestThread<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private TestThread(Callable<T> code, Function<Runnable, Thread> starter) {
        thread = starter.apply(() -> run(code));
    }

    static <T> TestThread<T> start(String name, Callable<T> code) {
        return new TestThread<>(code, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
            return thread;
        });
    }

    static <T> TestThread<T> startVirtual(Callable<T> code) {
        return new TestThread<>(code, VirtualThreads::start);
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
