package io.github.batch4j;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine on a thread of its own, virtual or not: whoever has the baton runs, the other one is parked.
 *
 * <p>The baton is one volatile field. All that a side has written before it passes the baton on is visible to the side
 * that then finds itself with it.
 */
final class ThreadCoroutine implements Coroutine {

    private final Runnable code;
    private final Executor threads;
    private final @Nullable ClassLoader contextClassLoader;

    /** True while the code has the baton. */
    private volatile boolean inside;

    private @Nullable Thread outsider;
    private @Nullable Thread insider;
    private boolean begun;
    private boolean ended;

    ThreadCoroutine(Runnable code, Executor threads) {
        this.code = code;
        this.threads = threads;
        this.contextClassLoader = Thread.currentThread().getContextClassLoader();
    }

    @Override
    public void resume() {
        if (ended) {
            throw new IllegalStateException("the coroutine has ended");
        }
        outsider = Thread.currentThread();
        inside = true;
        if (begun) {
            LockSupport.unpark(insider);
        } else {
            threads.execute(this::run);
            begun = true;
        }
        awaitBaton(false);
    }

    @Override
    public void suspend() {
        passOut();
        awaitBaton(true);
    }

    private void run() {
        Thread thread = Thread.currentThread();
        insider = thread;
        thread.setContextClassLoader(contextClassLoader);
        try {
            code.run();
        } finally {
            // The thread may be a pooled one: what this code has left on it is not for the next.
            thread.setContextClassLoader(null);
            ended = true;
            passOut();
        }
    }

    private void passOut() {
        Thread waiting = outsider;
        inside = false;
        LockSupport.unpark(waiting);
    }

    /** An interrupt does not end the wait, as the other side runs; it is kept for whoever waits next. */
    private void awaitBaton(boolean forInside) {
        boolean interrupted = false;
        while (inside != forInside) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "coroutine " + code;
    }
}
