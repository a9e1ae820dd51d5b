package io.github.batch4j.sample;

import java.io.IOException;

/** Lets a process of another program stand still, and go on. */
final class Signals {

    private Signals() {}

    static void standStill(long pid) {
        kill("-STOP", pid);
    }

    static void goOn(long pid) {
        kill("-CONT", pid);
    }

    private static void kill(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
