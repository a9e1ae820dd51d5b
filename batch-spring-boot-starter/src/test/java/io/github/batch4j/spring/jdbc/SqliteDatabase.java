package io.github.batch4j.spring.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** An SQLite in a file: in memory it would lock whole tables. */
final class SqliteDatabase extends EmbeddedDatabase {

    private final Path directory;

    SqliteDatabase() {
        this(directory());
    }

    private SqliteDatabase(Path directory) {
        super("jdbc:sqlite:" + directory.resolve("test.db") + "?journal_mode=WAL&synchronous=OFF&busy_timeout=5000");
        this.directory = directory;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("batch4j-sqlite");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        super.close();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
