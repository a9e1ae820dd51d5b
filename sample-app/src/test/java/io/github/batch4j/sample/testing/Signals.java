package io.github.batch4j.sample.testing;

import java.io.IOException;

/** Stops and resumes processes by signals. */
public final class Signals {

    private Signals() {}

    public static void stop(long pid) {
        kill("-STOP", pid);
    }

    public static void resume(long pid) {
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
