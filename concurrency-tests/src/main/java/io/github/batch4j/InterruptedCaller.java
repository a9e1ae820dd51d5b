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
        begin(Thread.currentThread());
        try {
            return code.get();
        } finally {
            end();
        }
    }

    private synchronized void begin(Thread caller) {
        thread = caller;
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
            Thread.yield();
        }
    }

    private synchronized boolean tryInterrupt() {
        if (thread != null) {
            thread.interrupt();
        }
        return thread != null || over;
    }
}
