package io.github.batch4j.soak;

import java.util.concurrent.SynchronousQueue;

/** A thread that interrupts whoever is told to it. */
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
            // As it should be.
        }
    }

    /** Interrupts a thread soon, which therefore has to wait for it. */
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
