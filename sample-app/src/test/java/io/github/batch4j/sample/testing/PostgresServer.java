package io.github.batch4j.sample.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL in processes of its own, with the database and the user of {@code docker-compose.yml}. It keeps its data
 * when it is stopped and started again.
 */
public final class PostgresServer implements AutoCloseable {

    private final Path directory;
    private EmbeddedPostgres server;
    private boolean running;

    public PostgresServer() {
        try {
            directory = Files.createTempDirectory("postgres");
            server = builder().start();
            running = true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        JdbcTemplate jdbc = new JdbcTemplate(server.getPostgresDatabase());
        jdbc.execute("create role sample superuser login password 'sample'");
        jdbc.execute("create database sample owner sample");
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setServerConfig("shared_preload_libraries", "pg_stat_statements");
    }

    public void configure(DynamicPropertyRegistry properties) {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/sample";
        properties.add("spring.datasource.url", () -> url);
    }

    public void start() {
        try {
            if (!running) {
                server = builder().setPort(server.getPort()).start();
                running = true;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void stop() {
        try {
            if (running) {
                running = false;
                server.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            stop();
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void suspend() {
        processes().forEach(Signals::stop);
    }

    public void resume() {
        if (running) {
            processes().forEach(Signals::resume);
        }
    }

    /** Lists the process that listens, and those of its connections. */
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
