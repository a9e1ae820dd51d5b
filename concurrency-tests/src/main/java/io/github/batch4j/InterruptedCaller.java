package io.github.batch4j;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread that another one interrupts while it runs some code, and neither before nor after. */
final class InterruptedCaller {

    private @Nullable Thread thread;
    private boolean over;
    private boolean interruptedAfterwards;

    /** Runs the code. The thread of the harness leaves without an interrupt. */
    <T> T run(Supplier<T> code) {
        begin();
        return runToEnd(code);
    }

    /** Runs code that says itself from when on it may be interrupted. */
    <T> T runToEnd(Supplier<T> code) {
        try {
            return code.get();
        } finally {
            end();
        }
    }

    /** From now on the current thread may be interrupted. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    private synchronized void end() {
        thread = null;
        over = true;
        interruptedAfterwards = Thread.interrupted();
    }

    /** Whether the interrupt was there when the code had ended. */
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
