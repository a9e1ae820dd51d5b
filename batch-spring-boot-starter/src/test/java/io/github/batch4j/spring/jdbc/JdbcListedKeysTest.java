package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchGenerator;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Rows of a text that lists its keys, matched by the values of their columns. */
class JdbcListedKeysTest {

    @RegisterExtension
    static final DatabaseExtension H2 = new DatabaseExtension(H2Database::new);

    private final BatchExecutor executor = BatchExecutor.create();

    @BeforeEach
    void fill() {
        TestDatabase database = H2.database();
        database.drop("listed");
        database.jdbc()
                .execute(
                        "create table listed (id int, name varchar_ignorecase(9), price decimal(9, 2), at timestamp(0),"
                                + " other varchar(9))");
        database.jdbc()
                .update("insert into listed values (1, 'Ann', 1.5, '2026-01-01 12:00:01', 'x'),"
                        + " (2, 'ANN', 2, '2026-01-01 12:00:02', 'y'), (3, 'Bob', 3, null, null)");
        database.resetStatistics();
    }

    @Test
    void aKeyHasTheRowsOfAllSpellings() {
        assertThat(ask(String.class, "name", "ann", "Bob", "Cid"))
                .containsExactly(List.of(1, 2), List.of(3), List.of());
        assertThat(statements()).isEqualTo(2);
    }

    @Test
    void keysThatLookAlikeAreAskedForAlone() {
        assertThat(ask(String.class, "name", "ann", "Bob", "ANN", "Ann"))
                .containsExactly(List.of(1, 2), List.of(3), List.of(1, 2), List.of(1, 2));
        assertThat(statements()).isEqualTo(1 + 3);
    }

    @Test
    void keysThatLookAlikeWithoutRowsAreAskedForOnceMore() {
        assertThat(ask(String.class, "name", "cid", "CID", "Bob")).containsExactly(List.of(), List.of(), List.of(3));
        assertThat(statements()).isEqualTo(2);
    }

    @Test
    void ifThereAreNoRowsAtAllNoKeyIsAskedForAlone() {
        assertThat(ask(String.class, "name", "cid", "CID", "Dan")).containsOnly(List.of());
        assertThat(statements()).isEqualTo(1);
    }

    /** The only row is that of another spelling, which is asked for too. */
    @Test
    void aRowOfASpellingThatIsNotRecognisedFailsThatKeyAlone() {
        JdbcLoader<String, List<Integer>> loader = JdbcBatch.of(H2.database().jdbc())
                .sql("select distinct id from listed where id in (:keys)")
                .keyedBy(String.class, "id")
                .many((row, number) -> row.getInt("id"));

        List<List<Integer>> found = executor.execute(BatchGenerator.all(
                List.of("1", "4", "01", "5", "2", "6", "7"),
                key -> loader.get(key)
                        .recoverWith(
                                InvalidDataAccessApiUsageException.class,
                                failure -> BatchGenerator.value(List.of(-1)))));

        assertThat(found)
                .containsExactly(List.of(1), List.of(), List.of(-1), List.of(), List.of(2), List.of(), List.of());
        assertThat(statements()).isEqualTo(1 + 1 + 2 * 2);
    }

    @Test
    void keysWithMorePlacesThanTheColumnAreAskedForAlone() {
        assertThat(ask(
                        BigDecimal.class,
                        "price",
                        new BigDecimal("1.504"),
                        new BigDecimal("1.5"),
                        new BigDecimal("7.123")))
                .containsExactly(List.of(), List.of(1), List.of());
        assertThat(statements()).isEqualTo(2);
    }

    @Test
    void timesThatDifferInTheirFractionHaveTheirOwnRows() {
        LocalDateTime time = LocalDateTime.of(2026, 1, 1, 12, 0, 1);

        assertThat(ask(LocalDateTime.class, "at", time, time.plusNanos(1), LocalDateTime.MAX))
                .containsExactly(List.of(1), List.of(), List.of());
    }

    /** The key is compared with another column than it is read from. */
    @Test
    void rowsOfStrangersFailTheKeysWithoutRows() {
        JdbcLoader<String, List<Integer>> loader = JdbcBatch.of(H2.database().jdbc())
                .sql("select distinct id, other from listed where name in (:keys)")
                .keyedBy(String.class, "other")
                .named("strangers")
                .many(Integer.class);

        List<?> found = executor.execute(BatchGenerator.all(
                List.of("Ann", "x"),
                key -> loader.get(key)
                        .<Object>map(rows -> rows)
                        .recoverWith(
                                InvalidDataAccessApiUsageException.class,
                                failure -> BatchGenerator.value(failure.getMessage()))));

        assertThat(found.get(0))
                .asString()
                .startsWith("strangers has returned a row whose key other is 'y', which nobody has asked for");
        assertThat(found.get(1)).isEqualTo(List.of(1));
    }

    @Test
    void rowsWithoutAKeyFailTheKeysWithoutRows() {
        JdbcLoader<String, List<Integer>> loader = JdbcBatch.of(H2.database().jdbc())
                .sql("select distinct id, other from listed where name in (:keys)")
                .keyedBy(String.class, "other")
                .many(Integer.class);

        assertThat(executor.execute(loader.get("Bob")
                        .recoverWith(
                                InvalidDataAccessApiUsageException.class,
                                failure -> BatchGenerator.value(List.of(-1)))))
                .containsExactly(-1);
    }

    @Test
    void keysThatCannotBeReadFailTheKeysWithoutRows() {
        JdbcLoader<Integer, List<Integer>> loader = JdbcBatch.of(H2.database().jdbc())
                .sql("select distinct id, other from listed where id in (:keys)")
                .keyedBy(Integer.class, "other")
                .many(Integer.class);

        assertThat(executor.execute(loader.get(1)
                        .recoverWith(
                                InvalidDataAccessApiUsageException.class,
                                failure -> BatchGenerator.value(List.of(-1)))))
                .containsExactly(-1);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    private <K> List<List<Integer>> ask(Class<K> type, String column, K... keys) {
        JdbcLoader<K, List<Integer>> loader = JdbcBatch.of(H2.database().jdbc())
                .sql("select distinct id, " + column + " from listed where " + column + " in (:keys) order by id")
                .keyedBy(type, column)
                .many(Integer.class);
        return executor.execute(
                BatchGenerator.all(Stream.of(keys).map(loader::get).toList()));
    }

    private static long statements() {
        return H2.database().statements("select", "listed");
    }
}
