package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batch4j.BatchGenerator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.DataAccessException;

/** Keys that a column cannot have fail or miss alone, never with the others of their batch. */
class JdbcImpossibleKeysTest extends OnAllDatabases {

    private static final int FAILED = -1;
    private static final int MISSED = -2;

    private static final String TABLE = "";

    enum Color {
        RED,
        GREEN,
        VIOLET
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TABLE,
                "select id, k from things where k in (:keys)",
                "select distinct id, k from things where k in (:keys)"
            })
    void aTextThatIsNoNumberFailsOrMissesAlone(String text) {
        assumeTextsAreComparedWithNumbers();
        tables("things (id int not null, k bigint)");
        jdbc().update("insert into things values (1, 10)");
        jdbc().update("insert into things values (2, 20)");
        JdbcLoader<String, Integer> loader = loader(text, String.class);

        int bad = ofNoNumber();

        List<Integer> found = ask(loader, List.of("10", "abc", "99", "1.5x", "20", "", "99999999999999999999"));

        int tooLarge = product() == Product.H2 ? MISSED : bad;
        assertThat(found).containsExactly(1, bad, MISSED, bad, 2, bad, tooLarge);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TABLE,
                "select id, k from things where k in (:keys)",
                "select distinct id, k from things where k in (:keys)"
            })
    void aTextThatIsANumberFailsOnPostgresToo(String text) {
        assumeTrue(product() == Product.POSTGRESQL, "others compare numbers with texts");
        tables("things (id int not null, k bigint)");
        JdbcLoader<String, Integer> loader = loader(text, String.class);

        assertThatThrownBy(() -> executor.execute(loader.get("10"))).isInstanceOf(DataAccessException.class);
    }

    /** The outcome of a text that is no number: MariaDB and SQLite find no row that is equal to it. */
    private int ofNoNumber() {
        return product() == Product.MARIADB || product() == Product.SQLITE ? MISSED : FAILED;
    }

    private void assumeTextsAreComparedWithNumbers() {
        assumeTrue(product() != Product.POSTGRESQL, "PostgreSQL compares no number with a text, whichever text it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TABLE,
                "select id, k from things where k in (:keys)",
                "select distinct id, k from things where k in (:keys)"
            })
    void aNumberOutOfRangeFailsOrMissesAlone(String text) {
        tables("things (id int not null, k smallint)");
        jdbc().update("insert into things values (1, 10)");
        JdbcLoader<Long, Integer> loader = loader(text, Long.class);

        List<Integer> found = ask(loader, List.of(Long.MAX_VALUE, 10L, 40_000L, Long.MIN_VALUE, 3L));

        int ofSmallint = product() == Product.DERBY ? FAILED : MISSED;
        int ofInt = product() == Product.HSQLDB ? FAILED : ofSmallint;
        assertThat(found).containsExactly(ofInt, 1, ofSmallint, ofInt, MISSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TABLE,
                "select id, k from things where k in (:keys)",
                "select distinct id, k from things where k in (:keys)"
            })
    void aLabelThatTheEnumTypeDoesNotHaveFailsOrMissesAlone(String text) {
        if (product() == Product.POSTGRESQL) {
            jdbc().execute("drop type if exists color cascade");
            jdbc().execute("create type color as enum ('RED', 'GREEN')");
        }
        String type = switch (product()) {
            case POSTGRESQL -> "color";
            case H2, MARIADB, DUCKDB -> "enum ('RED', 'GREEN')";
            default -> "varchar(5)";
        };
        tables("things (id int not null, k " + type + ")");
        jdbc().update("insert into things values (1, 'RED')");
        JdbcLoader<Color, Integer> loader = loader(text, Color.class);

        List<Integer> found = ask(loader, List.of(Color.VIOLET, Color.RED, Color.GREEN));

        int bad = product() == Product.POSTGRESQL || product() == Product.H2 ? FAILED : MISSED;
        assertThat(found).containsExactly(bad, 1, MISSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TABLE,
                "select id, k from things where k in (:keys)",
                "select distinct id, k from things where k in (:keys)"
            })
    void aTextLongerThanTheColumnFailsOrMissesAlone(String text) {
        tables("things (id int not null, k varchar(5))");
        jdbc().update("insert into things values (1, 'abcde')");
        JdbcLoader<String, Integer> loader = loader(text, String.class);

        List<Integer> found =
                ask(loader, List.of("abcdef", "abcde", "x".repeat(40_000), "abcd", "abcde" + "x".repeat(300)));

        int ofManyCharacters = product() == Product.HSQLDB ? FAILED : MISSED;
        assertThat(found).containsExactly(MISSED, 1, ofManyCharacters, MISSED, MISSED);
    }

    @Test
    void uuidsLongerThanTheColumnFailOrMiss() {
        assumeTrue(product() != Product.POSTGRESQL, "it compares no text with a UUID");
        tables("things (id int not null, k char(20))");
        jdbc().update("insert into things values (1, 'abc')");

        assertThat(ask(loader(TABLE, UUID.class), List.of(new UUID(0, 1), new UUID(1, 1))))
                .containsOnly(product() == Product.H2 || product() == Product.DUCKDB ? FAILED : MISSED);
    }

    @Test
    void halvesAreAskedForUntilEachBadKeyIsAlone() {
        assumeTextsAreComparedWithNumbers();
        tables("things (id int not null, k bigint)");
        jdbc().update("insert into things values (1, 10)");
        JdbcLoader<String, Integer> loader = loader(TABLE, String.class);
        List<String> keys = new ArrayList<>(
                IntStream.range(0, 100).mapToObj(String::valueOf).toList());
        keys.set(37, "abc");
        keys.set(38, "abd");
        keys.set(90, "abe");
        database().resetStatistics();

        List<Integer> found = ask(loader, keys);

        assertThat(found.get(10)).isEqualTo(1);
        assertThat(Collections.frequency(found, FAILED)).isEqualTo(ofNoNumber() == FAILED ? 3 : 0);
        // 2 for each halving of 100, of each bad key
        assertThat(database().statements("select", "things")).isLessThanOrEqualTo(1 + 3 * 2 * 7);
    }

    @Test
    void retriesDoNotMultiplyTheStatements() {
        assumeTextsAreComparedWithNumbers();
        tables("things (id int not null, k bigint)");
        JdbcBatch retrying = JdbcBatch.builder(jdbc())
                .retry(RetryPolicy.builder()
                        .maxRetries(5)
                        .delay(Duration.ofMillis(1))
                        .build())
                .build();
        JdbcLoader<String, Long> loader =
                retrying.table("things").keyedBy(String.class, "k").count();
        database().resetStatistics();

        execute(Stream.of("1", "2", "abc", "4")
                .map(key -> loader.get(key).recover(DataAccessException.class, failure -> -1L)));

        assertThat(database().statements("select", "things")).isLessThanOrEqualTo(1 + 2 * 2);
    }

    @Test
    void timesAtTheEndOfAllTimesFailAlone() {
        assumeTrue(product() != Product.DERBY, "it has no such column");
        tables("times (k timestamp, v varchar(9))");
        LocalDateTime noon = LocalDateTime.of(2026, 1, 31, 12, 0);
        jdbc().update("insert into times values (?, 'noon')", noon);
        JdbcLoader<LocalDateTime, Long> counts =
                batch().table("times").keyedBy(LocalDateTime.class, "k").count();

        List<Object> found = execute(Stream.of(
                        noon, LocalDateTime.MAX.minusNanos(1), LocalDateTime.MIN.plusNanos(1), noon.plusDays(1))
                .map(time ->
                        counts.get(time).<Object>map(count -> count).recover(DataAccessException.class, failed -> 0L)));

        assertThat(found).containsExactly(1L, 0L, 0L, 0L);
    }

    @Test
    void decimalsOfAnyScaleFailAlone() {
        tables("decimals (k decimal(9, 2), v varchar(9))");
        jdbc().update("insert into decimals values (1.5, 'a')");
        JdbcLoader<BigDecimal, Boolean> exist =
                batch().table("decimals").keyedBy(BigDecimal.class, "k").exists();

        List<Object> found = execute(Stream.of("1.5", "1E-200000", "1E+200000", "2")
                .map(BigDecimal::new)
                .map(key ->
                        exist.get(key).<Object>map(any -> any).recover(DataAccessException.class, failed -> false)));

        assertThat(found).containsExactly(true, false, false, false);
    }

    @Test
    void inATransactionThatIsAbortedAllFailByTheFirstFailure() {
        tables("things (id int not null, k bigint)");
        jdbc().update("insert into things values (1, 10)");
        if (product() == Product.POSTGRESQL) {
            jdbc().execute("drop type if exists color cascade");
            jdbc().execute("create type color as enum ('RED', 'GREEN')");
            tables("things (id int not null, k color)");
            jdbc().update("insert into things values (1, 'RED')");
        }
        JdbcLoader<?, Integer> loader =
                product() == Product.POSTGRESQL ? loader(TABLE, Color.class) : loader(TABLE, String.class);
        List<?> keys = product() == Product.POSTGRESQL ? List.of(Color.RED, Color.VIOLET) : List.of("10", "abc");
        List<Throwable> failures = new ArrayList<>();

        List<Integer> found = database().transaction().execute(status -> {
            status.setRollbackOnly();
            return ask(loader, keys, failures);
        });

        if (product() == Product.POSTGRESQL || product() == Product.DUCKDB) {
            assertThat(found).containsExactly(FAILED, FAILED);
            assertThat(failures)
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(DataAccessException.class)
                            .hasMessageNotContaining("aborted")
                            .hasMessageContaining(
                                    product() == Product.DUCKDB ? "Conversion Error" : "invalid input value"));
        } else {
            assertThat(found).containsExactly(1, ofNoNumber());
        }
    }

    private <K> JdbcLoader<K, Integer> loader(String text, Class<K> type) {
        JdbcKeyedQuery<K> query = text.equals(TABLE)
                ? batch().table("things").columns("id").keyedBy(type, "k")
                : batch().sql(text).keyedBy(type, "k");
        return query.one(Integer.class);
    }

    private List<Integer> ask(JdbcLoader<?, Integer> loader, List<?> keys) {
        return ask(loader, keys, new ArrayList<>());
    }

    @SuppressWarnings("unchecked") // its keys are of the type
    private List<Integer> ask(JdbcLoader<?, Integer> loader, List<?> keys, List<Throwable> failures) {
        return execute(keys.stream()
                .map(key -> ((JdbcLoader<Object, Integer>) loader)
                        .get(key)
                        .map(found -> found == null ? MISSED : found)
                        .recoverWith(DataAccessException.class, failure -> {
                            failures.add(failure);
                            return BatchGenerator.value(FAILED);
                        })));
    }
}
