package io.github.batch4j.test.spring;

import static io.github.batch4j.test.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchTrace;
import io.github.batch4j.spring.jdbc.JdbcBatch;
import io.github.batch4j.spring.jdbc.JdbcLoader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A database in memory with given rows answers a true JdbcBatch. */
class FakeJdbcTest {

    enum Level {
        LOW,
        HIGH
    }

    record User(long id, String firstName) {}

    record Everything(
            Integer id,
            String text,
            Level level,
            BigDecimal price,
            Boolean flag,
            double ratio,
            UUID uuid,
            LocalDate day,
            Instant at) {}

    record Odd(long id, List<String> names) {}

    private final BatchExecutor executor = BatchExecutor.create();
    private final BatchTrace trace = new BatchTrace();

    @Test
    void rowsOfATableAreFoundByKey() {
        JdbcBatch jdbc = FakeJdbc.create()
                .rows("users", new User(1, "Ann"), new User(2, "Bob"))
                .batch();
        JdbcLoader<Long, User> users =
                jdbc.table("users").keyedBy(Long.class, "id").one(User.class);

        List<User> found = executor.executeAll(List.of(users.get(2L), users.get(1L), users.get(3L)), trace);

        assertThat(found).containsExactly(new User(2, "Bob"), new User(1, "Ann"), null);
        assertThat(trace).hasRoundTrips(1).batch(1).isFrom("users").asks(2, 1, 3);
    }

    @Test
    void textsAndWritesRunAsH2RunsThem() {
        FakeJdbc fake = FakeJdbc.create().rows("users", new User(41, "Ann"));
        JdbcBatch jdbc = fake.batch();

        Long id = executor.execute(jdbc.insert("insert into users (first_name) values (:name)", Long.class, "id")
                .param("name", "Bob")
                .insert());

        assertThat(id).isEqualTo(42L);
        assertThat(executor.execute(jdbc.sql("select first_name from users where id > :id")
                        .param("id", 41)
                        .list(String.class)))
                .containsExactly("Bob");
        assertThat(fake.template().queryForObject("select count(*) from users", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void columnsHaveTheTypesOfTheComponents() {
        Everything row = new Everything(
                1,
                "text",
                Level.HIGH,
                new BigDecimal("12.50"),
                true,
                0.5,
                new UUID(1, 2),
                LocalDate.of(2026, 2, 3),
                Instant.parse("2026-02-03T04:05:06Z"));
        JdbcBatch jdbc = FakeJdbc.create().rows("everything", row).batch();

        assertThat(executor.execute(jdbc.table("everything")
                        .keyedBy(UUID.class, "uuid")
                        .one(Everything.class)
                        .get(new UUID(1, 2))))
                .isEqualTo(row);
    }

    @Test
    void rowsMayBeMapsThatLackColumns() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("id", 2L);
        withNull.put("first_name", null);
        JdbcBatch jdbc = FakeJdbc.create()
                .rows("users", Map.of("id", 1L, "first_name", "Ann"), withNull, Map.of("id", 3L))
                .batch();

        assertThat(executor.execute(jdbc.sql("select * from users order by id").list(User.class)))
                .containsExactly(new User(1, "Ann"), new User(2, null), new User(3, null));
    }

    @Test
    void anEmptyTableHasNoRows() {
        JdbcBatch jdbc = FakeJdbc.create().table("users", User.class).batch();

        assertThat(executor.execute(
                        jdbc.table("users").keyedBy(Long.class, "id").count().get(1L)))
                .isZero();
    }

    @Test
    void whatCannotBeATableIsRefused() {
        FakeJdbc fake = FakeJdbc.create();

        assertThatThrownBy(() -> fake.rows("users", new User[0]))
                .hasMessage("FakeJdbc.rows expects at least one row of users, got none; for an empty table call"
                        + " table(name, type)");
        assertThatThrownBy(() -> fake.rows("odd", new Odd(1, List.of())))
                .hasMessage("FakeJdbc has no column for odd.names of type java.util.List; give the rows as maps, or"
                        + " create the table by template()");
        assertThatThrownBy(() -> fake.rows("users", new User(1, "Ann"), new Odd(1, List.of())))
                .hasMessageStartingWith("FakeJdbc.rows expects rows of one type, ");
    }
}
