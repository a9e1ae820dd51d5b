package io.github.batch4j.sample;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A PostgreSQL in processes of its own. It can be stopped, and started again with what it had. */
final class PostgresServer {

    private final Path directory;
    private EmbeddedPostgres server;
    private boolean running;

    PostgresServer() {
        try {
            directory = Files.createTempDirectory("postgres");
            server = builder().start();
            running = true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setServerConfig("shared_preload_libraries", "pg_stat_statements");
    }

    void configure(DynamicPropertyRegistry properties) {
        String url = server.getJdbcUrl("postgres", "postgres");
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", () -> "postgres");
    }

    void start() {
        try {
            if (!running) {
                server = builder().setPort(server.getPort()).start();
                running = true;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void stop() {
        try {
            if (running) {
                running = false;
                server.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void standStill() {
        processes().forEach(Signals::standStill);
    }

    void goOn() {
        if (running) {
            processes().forEach(Signals::goOn);
        }
    }

    /** The one that listens, and one for each connection. */
    private Stream<Long> processes() {
        try (Stream<String> lines = Files.lines(data().resolve("postmaster.pid"))) {
            long first = Long.parseLong(lines.findFirst().orElseThrow());
            return Stream.concat(
                    Stream.of(first),
                    ProcessHandle.of(first).orElseThrow().descendants().map(ProcessHandle::pid));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path data() {
        return directory.resolve("data");
    }
}
