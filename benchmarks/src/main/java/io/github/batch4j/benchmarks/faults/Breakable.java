package io.github.batch4j.benchmarks.faults;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A server in a process of its own. */
interface Breakable extends AutoCloseable {

    int port();

    /** The process that is the server, without those that it has started. */
    long process();

    /** Starts it with what it knew before, on the same port. */
    void restart() throws IOException;

    /** Ends it in the middle of whatever it does, and those that it has started. */
    default void kill() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(each -> each.onExit().join());
    }

    /** Lets it do nothing, with its connections open. */
    default void freeze() throws IOException {
        signal("STOP");
    }

    /** Lets it go on. */
    default void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        for (ProcessHandle process : processes()) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        }
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.of(process())
                .map(process ->
                        Stream.concat(Stream.of(process), process.descendants()).toList())
                .orElse(List.of());
    }

    @Override
    void close();
}
