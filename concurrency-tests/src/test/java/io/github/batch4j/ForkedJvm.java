package io.github.batch4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A separate JVM with the class path of this one: the kind of coroutine is chosen once per JVM. */
final class ForkedJvm {

    private static final long MOST_SECONDS = 180;

    private final List<String> command = new ArrayList<>();
    private final Path folder;

    /** Makes a JVM with a working directory, which is created and receives the output. */
    ForkedJvm(Path folder) {
        this.folder = folder;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    }

    ForkedJvm with(List<String> arguments) {
        command.addAll(arguments);
        return this;
    }

    /**
     * Runs it to its end.
     *
     * @return its output
     * @throws AssertionError if it fails or does not end in time
     */
    String run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError((ended ? "failed" : "did not end in " + MOST_SECONDS + " s") + ": "
                        + String.join(" ", command) + "\n" + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
