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
                .setDataDirectory(directory.resolve("data"))
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
        processes().forEach(Signals::goOn);
    }

    /** The one that listens, and one for each connection. */
    private Stream<Long> processes() {
        ProcessHandle first = server.getProcess().toHandle();
        return Stream.concat(Stream.of(first), first.descendants()).map(ProcessHandle::pid);
    }
}
