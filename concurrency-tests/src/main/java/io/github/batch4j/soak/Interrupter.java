package io.github.batch4j.soak;

import java.util.concurrent.SynchronousQueue;

/** A thread that interrupts other threads on request. */
final class Interrupter implements AutoCloseable {

    private final SynchronousQueue<Thread> told = new SynchronousQueue<>();
    private final Thread thread = new Thread(this::run, "interrupter");

    Interrupter() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                told.take().interrupt();
            }
        } catch (InterruptedException closed) {
            // The thread waits, as expected.
        }
    }

    /** Interrupts a thread soon; the thread has to wait for it. */
    void interrupt(Thread waiting) {
        try {
            told.put(waiting);
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
