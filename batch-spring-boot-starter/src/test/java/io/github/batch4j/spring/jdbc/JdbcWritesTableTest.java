package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;

/** The table of {@code docs/jdbc.md} about failing batches, made anew on each product. */
class JdbcWritesTableTest extends OnAllDatabases {

    private static final int SIZE = 1000;
    private static final int FAILING = 500;

    @BeforeEach
    void tables() {
        tables(
                "people (id bigint not null primary key)",
                "events (" + GeneratedIds.column(this, "events") + ", what bigint not null)");
        jdbc().update("insert into people (id) values (-1)");
    }

    @Test
    void tableInTheDocumentationIsTrue() throws IOException {
        String row = Stream.of(name(), ofDriver(), keysOfDriver(), alone(), inTransaction())
                        .reduce("", (before, cell) -> before + "| " + cell + " ")
                + "|";

        assertThat(Files.readAllLines(Path.of("..", "docs", "jdbc.md")))
                .filteredOn(line -> line.startsWith("| " + product().title + " ") && line.contains(" of 3 |"))
                .containsExactly(row);
    }

    private String name() {
        return onConnection(connection -> {
            DatabaseMetaData data = connection.getMetaData();
            String version = data.getDatabaseProductVersion().split("[ -]")[0].replaceFirst("^v", "");
            boolean server = product() == Product.POSTGRESQL || product() == Product.MARIADB;
            return product().title + " " + version + (server ? ", driver " + data.getDriverVersion() : "");
        });
    }

    private String ofDriver() {
        return onConnection(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into people (id) values (?)")) {
                for (long i = 0; i < SIZE; i++) {
                    insert.setLong(1, i == FAILING ? -1 : i);
                    insert.addBatch();
                }
                insert.executeBatch();
                return "no failure";
            } catch (BatchUpdateException failure) {
                return there() + ", "
                        + Arrays.stream(failure.getUpdateCounts())
                                .filter(count -> count == 1)
                                .count()
                        + " reported";
            } catch (SQLException failure) {
                return there() + ", no report";
            }
        });
    }

    private String keysOfDriver() {
        return onConnection(connection -> {
            String column = connection.getMetaData().storesUpperCaseIdentifiers() ? "ID" : "id";
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into events (what) values (?)", new String[] {column})) {
                for (int i = 0; i < 3; i++) {
                    insert.setLong(1, i);
                    insert.addBatch();
                }
                insert.executeBatch();
                int keys = 0;
                try (ResultSet returned = insert.getGeneratedKeys()) {
                    while (returned.next()) {
                        keys++;
                    }
                }
                return keys + " of 3";
            }
        });
    }

    private String alone() {
        return summary(outcomes());
    }

    private String inTransaction() {
        return database().transaction().execute(status -> {
            List<Boolean> outcomes = outcomes();
            if (outcomes.contains(true)) {
                return summary(outcomes);
            }
            status.setRollbackOnly();
            return "all fail";
        });
    }

    private List<Boolean> outcomes() {
        jdbc().update("delete from people where id >= 0");
        JdbcUpdate insert = batch().update("insert into people (id) values (:id)");
        return execute(IntStream.range(0, SIZE)
                .mapToObj(i -> insert.param("id", i == FAILING ? -1 : i)
                        .update()
                        .map(count -> count == 1)
                        .recoverWith(DataAccessException.class, failure -> BatchGenerator.value(false))));
    }

    private String summary(List<Boolean> outcomes) {
        assertThat(there()).isEqualTo(outcomes.stream().filter(done -> done).count());
        assertThat(outcomes.get(FAILING)).isFalse();
        return there() + " done";
    }

    private long there() {
        return Objects.requireNonNull(jdbc().queryForObject("select count(*) from people where id >= 0", Long.class));
    }

    private String onConnection(ConnectionCallback<String> use) {
        return Objects.requireNonNull(jdbc().execute(use));
    }
}
