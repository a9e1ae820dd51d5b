package io.github.batch4j;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A body on a thread of its own, virtual or not, which runs while it has the {@link Baton}. */
final class ThreadCoroutine implements Coroutine {

    private final Baton baton;
    private final Task task;

    /**
     * The thread while the body runs or waits on it. Written under the lock, so that no later body gets its interrupt.
     */
    private @Nullable Thread thread;

    /** Whether the thread was interrupted because the execution is to end. Written under the lock too. */
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
     * Lets the body begin or go on, which has been given the baton. From then on everything here is the body's, which
     * may be done before this method returns.
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
            return; // to start this thread was thought to have failed
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
     * The lines at which the body is now, as far as this can be seen from outside; empty if it does not run. To look
     * stops the whole JVM on some JDKs, so nobody is kept waiting meanwhile.
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
        Thread.currentThread().setName(BodyThreads.asked(task.code(), reason));
        awaitBaton(baton.passOn(this));
        return true;
    }

    /**
     * An interrupt does not end the wait, as others run; it is kept for the body, unless it was to hurry it up before.
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

    /** A virtual thread needs some of the stack to wait, the more the deeper it is. */
    private void park(Baton.Offer given) {
        try {
            LockSupport.park(this);
        } catch (StackOverflowError noMore) {
            if (baton.takeBack(given)) {
                baton.notGiven(given, this);
                throw noMore;
            }
            Thread.onSpinWait(); // somebody runs, until whose end this can only look again and again
        }
    }

    /**
     * The caller says that it wants the baton before it looks who has it and interrupts that one, so whoever then finds
     * himself with it has either been interrupted by now, here or in the middle of something, or sees that he has to
     * be.
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
