package io.github.batch4j;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A coroutine on a thread of its own, virtual or not, which runs while it holds the {@link Baton}. */
final class ThreadCoroutine implements Coroutine {

    private final Baton baton;
    private final Task task;

    /**
     * The thread while the body runs or waits on it. Written under the lock, so that no later body gets its interrupt.
     */
    private @Nullable Thread thread;

    /** True if the thread was interrupted because the execution has to end. Written under the lock too. */
    private boolean interrupted;

    ThreadCoroutine(Baton baton, Task task) {
        this.baton = baton;
        this.task = task;
    }

    @Override
    public void resume() {
        baton.lend(this);
    }

    Task task() {
        return task;
    }

    boolean hasBegun() {
        return task.hasBegun();
    }

    /**
     * Starts or unparks the thread of the body, to which the baton was offered. From then on all fields belong to the
     * body, which may even end before this method returns.
     */
    void wake(Executor threads) {
        if (hasBegun()) {
            LockSupport.unpark(thread);
        } else {
            threads.execute(this::run);
        }
    }

    private void run() {
        if (!baton.take(this)) {
            return; // the offer was taken back, because starting this thread seemed to have failed
        }
        Thread current = Thread.currentThread();
        String name = current.getName();
        ThreadCoroutine next = this;
        while (next != null) {
            next.runOn(current);
            if (!name.equals(current.getName())) {
                current.setName(name);
            }
            next = baton.passOnOrTakeOver();
            if (next != null) {
                baton.hold(next);
            }
        }
        current.setContextClassLoader(null);
    }

    private void runOn(Thread current) {
        current.setContextClassLoader(baton.contextClassLoader());
        enter(current);
        try {
            task.run();
        } finally {
            leave();
        }
        task.host().stopped(task);
    }

    private synchronized void enter(Thread current) {
        thread = current;
        if (baton.isRecalled()) {
            interrupt();
        }
    }

    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }

    synchronized void interrupt() {
        if (thread != null) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /**
     * The lines at which the body currently is, as far as can be seen from outside; empty if it does not run. The stack
     * is taken without the lock, since on some JDKs this stops the whole JVM.
     */
    List<String> lines() {
        Thread running = thread();
        StackTraceElement[] stack = running == null ? new StackTraceElement[0] : running.getStackTrace();
        return running == thread() ? task.lines(stack) : List.of();
    }

    private synchronized @Nullable Thread thread() {
        return thread;
    }

    @Override
    public boolean suspend(Object reason) {
        Thread.currentThread().setName(BodyThreads.nameAfterYield(task.code(), task.kind(reason)));
        awaitBaton(baton.passOn(this));
        return true;
    }

    /**
     * Waits for the baton. An interrupt does not end the wait, since others run; it is kept for the body, unless it was
     * meant to end an earlier wait.
     */
    private void awaitBaton(Baton.Offer given) {
        boolean kept = false;
        while (!baton.take(this)) {
            park(given);
            kept |= Thread.interrupted();
        }
        if (kept || interrupted || baton.isRecalled()) {
            goOnInterrupted(kept);
        }
    }

    /** Parks the thread. A virtual thread needs stack to park, the more the deeper it is. */
    private void park(Baton.Offer given) {
        try {
            LockSupport.park(this);
        } catch (StackOverflowError noMore) {
            if (baton.takeBack(given)) {
                baton.notGiven(given, this);
                throw noMore;
            }
            Thread.onSpinWait(); // the offer was taken and another thread runs; without parking, only spinning is left
        }
    }

    /**
     * Restores the interrupt status that the body should see. The caller sets the recall flag before it reads the
     * holder and interrupts that one. A body that takes the baton has therefore either been interrupted already, or
     * sees the flag here.
     */
    private synchronized void goOnInterrupted(boolean kept) {
        boolean hurriedBefore = interrupted;
        interrupted = false;
        if (hurriedBefore) {
            Thread.interrupted();
        }
        if (baton.isRecalled()) {
            interrupt();
        } else if (kept && !hurriedBefore) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isInside() {
        return thread == Thread.currentThread();
    }

    @Override
    public String toString() {
        return "body of " + task.name();
    }
}
