package io.github.batch4j.benchmarks.faults;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A server in a process of its own that can be killed, frozen and restarted. */
interface Breakable extends AutoCloseable {

    int port();

    /** Returns the process of the server, without its child processes. */
    long process();

    /** Starts the server with its previous data, on the same port. */
    void restart() throws IOException;

    /** Kills the server and its child processes. */
    default void kill() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(each -> each.onExit().join());
    }

    /** Freezes the server, with its connections open. */
    default void freeze() throws IOException {
        signal("STOP");
    }

    /** Lets the frozen server go on. */
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
