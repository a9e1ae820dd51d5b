package io.github.batch4j;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread that another one interrupts while it runs some code, and neither before nor after. */
final class InterruptedCaller {

    private @Nullable Thread thread;
    private boolean over;
    private boolean interruptedAfterwards;

    /** Runs the code. The thread of the harness is left without an interrupt. */
    <T> T run(Supplier<T> code) {
        begin();
        return runToEnd(code);
    }

    /** Runs code that itself marks from when on it may be interrupted. */
    <T> T runToEnd(Supplier<T> code) {
        try {
            return code.get();
        } finally {
            end();
        }
    }

    /** Allows the interrupt of the current thread from now on. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    private synchronized void end() {
        thread = null;
        over = true;
        interruptedAfterwards = Thread.interrupted();
    }

    /** Returns true if the thread was interrupted when the code had ended. */
    boolean wasInterruptedAfterwards() {
        return interruptedAfterwards;
    }

    /** Waits until the code runs and interrupts it, unless it has ended meanwhile. */
    void interrupt() {
        while (!tryInterrupt()) {
            Thread.onSpinWait();
        }
    }

    private synchronized boolean tryInterrupt() {
        if (thread != null) {
            thread.interrupt();
        }
        return thread != null || over;
    }
}
