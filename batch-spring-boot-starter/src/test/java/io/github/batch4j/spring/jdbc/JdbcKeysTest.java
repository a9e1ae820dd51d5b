package io.github.batch4j.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.batch4j.BatchGenerator;
import io.github.batch4j.MissingKeyException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Keys of many types, and rows of keys that were not asked for. */
class JdbcKeysTest extends OnBothDatabases {

    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000002a");

    record Coded(String code, int part) {}

    record Money(String currency, BigDecimal amount, LocalDate day) {}

    @ParameterizedTest
    @ValueSource(strings = {"smallint", "int", "bigint", "numeric(20)"})
    void numbersAreFoundWhateverTypeTheColumnHas(String type) {
        tables("t (k " + type + ", v varchar(9))");
        jdbc().update("insert into t values (1, 'a'), (2, 'b')");

        assertThat(execute(Stream.of(
                        of(Long.class).get(2L),
                        of(Long.class).get(3L),
                        of(Long.class).get(1L))))
                .containsExactly("b", null, "a");
        assertThat(executor.execute(of(Integer.class).get(2))).isEqualTo("b");
        assertThat(executor.execute(of(Short.class).get((short) 2))).isEqualTo("b");
        assertThat(executor.execute(of(BigDecimal.class).get(new BigDecimal("2.00"))))
                .isEqualTo("b");
    }

    @Test
    void spacesAtTheEndOfACharAreNotPartOfTheKey() {
        tables("t (k char(5), v varchar(9))");
        jdbc().update("insert into t values ('ab', 'a'), ('abcde', 'b')");

        assertThat(execute(Stream.of(
                        of(String.class).get("ab"),
                        of(String.class).get("abcde"),
                        of(String.class).get("xx"))))
                .containsExactly("a", "b", null);
    }

    @Test
    void spacesAtTheEndOfACharAreNotPartOfAKeyOfSeveralColumns() {
        tables("t (code char(5), part int, v varchar(9))");
        jdbc().update("insert into t values ('ab', 1, 'a'), ('ab', 2, 'b')");
        JdbcLoader<Coded, String> loader = batch().table("t")
                .columns("v")
                .keyedBy(Coded.class, "code", "part")
                .one(String.class);

        assertThat(execute(Stream.of(
                        loader.get(new Coded("ab", 2)),
                        loader.get(new Coded("abc", 1)),
                        loader.get(new Coded("ab", 1)))))
                .containsExactly("b", null, "a");
    }

    @Test
    void equalDecimalsAreOneKey() {
        tables("t (k numeric(9, 2), v varchar(9))");
        jdbc().update("insert into t values (100, 'a')");
        JdbcLoader<BigDecimal, String> loader = of(BigDecimal.class);

        assertThat(execute(Stream.of("100", "100.00", "1E+2", "1")
                        .map(BigDecimal::new)
                        .map(loader::get)))
                .containsExactly("a", "a", "a", null);

        assertThat(trace.batches()).extracting(List::toString).containsExactly("[100, 1]");
    }

    @Test
    void keyThatLacksAPartIsRefusedBeforeAnythingIsSent() {
        JdbcLoader<Coded, Long> loader =
                batch().table("t").keyedBy(Coded.class, "code", "part").count();

        assertThatThrownBy(() -> loader.get(new Coded(null, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key Coded[code=null, part=1] expects a value for each of its components, got null");
    }

    /** PostgreSQL has no such text, and would refuse the whole statement. */
    @Test
    void textWithAZeroInItHasNoRowAndFailsNobody() {
        tables("t (code varchar(9), part int)");
        jdbc().update("insert into t values ('a', 1)");
        JdbcTable query = batch().table("t");
        JdbcLoader<String, Boolean> texts = query.keyedBy(String.class, "code").exists();
        JdbcLoader<Coded, Boolean> records =
                query.keyedBy(Coded.class, "code", "part").exists();

        assertThat(execute(Stream.of("a", "a\0", "\0").map(texts::get))).containsExactly(true, false, false);
        assertThat(execute(Stream.of("a", "a\0").map(code -> records.get(new Coded(code, 1)))))
                .containsExactly(true, false);
        assertThat(execute(Stream.of("\0").map(texts::get))).containsExactly(false);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // as a cast too many somewhere else would
    void keyOfAnotherTypeIsRefusedBeforeAnythingIsSent() {
        JdbcLoader loader = batch().table("t").keyedBy(Long.class, "k").count();

        assertThatThrownBy(() -> loader.get("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t.get expects a Long, got a java.lang.String: 1");
    }

    @Test
    void arraysAreAsLongAsTheDatabaseAllows() {
        tables("t (k bigint, v varchar(9))");
        jdbc().update("insert into t values (1, 'a'), (99999, 'z')");
        JdbcLoader<Long, String> loader = JdbcBatch.builder(jdbc())
                .maxBatchSize(100_000)
                .build()
                .table("t")
                .columns("v")
                .keyedBy(Long.class, "k")
                .one(String.class);

        List<String> found = execute(LongStream.range(0, 100_000).mapToObj(loader::get));

        assertThat(found.get(1)).isEqualTo("a");
        assertThat(found.get(99_999)).isEqualTo("z");
        assertThat(found).filteredOn(Objects::isNull).hasSize(99_998);
        assertThat(database().statements("select", product() == Product.H2 ? "unnest(" : "= any("))
                .isEqualTo(product() == Product.H2 ? 2 : 1);
    }

    @Test
    void uuidsAreKeys() {
        tables("t (k uuid, v varchar(9))");
        jdbc().update("insert into t values (?, 'a')", ID);

        assertThat(execute(Stream.of(
                        of(UUID.class).get(new UUID(0, 1)), of(UUID.class).get(ID))))
                .containsExactly(null, "a");
    }

    /** The column compares by its 53 bits, so that two keys are equal to one value. */
    @Test
    void wholeNumbersBeyondTheBitsOfADoubleHaveTheRowThatEachHasAlone() {
        tables("t (k double precision, v varchar(9))");
        long most = 1L << 53;
        jdbc().update("insert into t values (?, 'a')", (double) most);

        assertThat(execute(Stream.of(
                        of(Long.class).get(most),
                        of(Long.class).get(most + 1),
                        of(Long.class).get(7L))))
                .containsExactly("a", alone(most + 1), null);
    }

    private String alone(long key) {
        return jdbc().queryForList("select v from t where k = ?", String.class, key).stream()
                .findFirst()
                .orElse(null);
    }

    /** PostgreSQL's driver sends the last time, and reads it, as infinity. */
    @Test
    void theLastTimeIsInfinityInPostgres() {
        assumeThat(product()).isEqualTo(Product.POSTGRESQL);
        tables("t (k timestamptz, v varchar(9))");
        jdbc().update("insert into t values ('infinity', 'a'), ('-infinity', 'b')");

        assertThat(execute(Stream.of(OffsetDateTime.MAX, OffsetDateTime.MIN, OffsetDateTime.parse("2026-01-31T12:00Z"))
                        .map(of(OffsetDateTime.class)::get)))
                .containsExactly("a", "b", null);
    }

    @Test
    void datesAreKeys() {
        tables("t (k date, v varchar(9))");
        jdbc().update("insert into t values (?, 'a')", LocalDate.of(2026, 1, 31));

        JdbcLoader<LocalDate, String> loader = of(LocalDate.class);
        assertThat(execute(Stream.of(
                        loader.get(LocalDate.of(2026, 1, 30)),
                        loader.get(LocalDate.of(2026, 1, 31)),
                        loader.get(LocalDate.of(2026, 2, 1)))))
                .containsExactly(null, "a", null);
        assertThat(database().statements("select", "unnest(")).isEqualTo(1);
    }

    @Test
    void recordsAreKeysOfSeveralColumns() {
        tables("t (currency varchar(3), amount numeric(9, 2), valid date, v varchar(9))");
        LocalDate day = LocalDate.of(2026, 1, 31);
        jdbc().update("insert into t values ('EUR', 1.50, ?, 'a'), ('CHF', 1.50, ?, 'b')", day, day);
        JdbcLoader<Money, String> loader = batch().table("t")
                .columns("v")
                .keyedBy(Money.class, "currency", "amount", "valid")
                .one(String.class);

        assertThat(execute(Stream.of(
                        loader.get(new Money("CHF", new BigDecimal("1.500"), day)),
                        loader.get(new Money("EUR", new BigDecimal("1.5"), day)),
                        loader.get(new Money("EUR", new BigDecimal("2.5"), day)))))
                .containsExactly("b", "a", null);
    }

    @Test
    void rowThatNobodyAskedForFailsThoseWithoutRow() {
        tables("t (k varchar(9), v varchar(9))");
        jdbc().update("insert into t values ('ann', 'a'), ('bob', 'b')");
        JdbcLoader<String, String> ignoringLines = batch().sql(
                        "select k, v from t where replace(k, '_', '') in (:keys)")
                .keyedBy(String.class, "k")
                .one(String.class);
        jdbc().update("update t set k = '_bob' where k = 'bob'");

        List<Object> found = executor.execute(BatchGenerator.all(
                List.of("ann", "bob"),
                key -> ignoringLines
                        .get(key)
                        .<Object>map(value -> value)
                        .recoverWith(
                                InvalidDataAccessApiUsageException.class,
                                failure -> BatchGenerator.value(failure.getMessage()))));

        assertThat(found.get(0)).isEqualTo("a");
        assertThat(found.get(1))
                .asString()
                .startsWith("jdbc has returned a row whose key k is '_bob', which nobody has asked for");
    }

    /** The text is not a plain condition, so that rows are matched by their values. */
    @Test
    void textsThatMayBeEqualToTheDatabaseAreAskedForAlone() {
        tables("t (k varchar(9), v varchar(9))");
        jdbc().update("insert into t values ('Ann', 'a'), ('bob ', 'b')");
        JdbcLoader<String, List<String>> ignoringCase = batch().sql("select k, v from t where lower(k) in (:keys)")
                .keyedBy(String.class, "k")
                .many(String.class);

        assertThat(execute(Stream.of("ann", "ANN", "bob", "bob ").map(ignoringCase::get)))
                .containsExactly(List.of("a"), List.of(), List.of(), List.of("b"));
        assertThat(database().statements("select", "lower(k)")).isEqualTo(5);
        assertThat(executor.execute(ignoringCase.get("ann"))).containsExactly("a");
        assertThat(database().statements("select", "lower(k)")).isEqualTo(6);
    }

    @Test
    void rowWhoseKeyCannotBeReadFailsThoseWithoutRow() {
        tables("t (k int, code varchar(9), v varchar(9))");
        jdbc().update("insert into t values (1, '1', 'a'), (2, 'two', 'b')");
        JdbcLoader<Integer, String> loader = batch().sql("select distinct code, v from t where k in (:keys)")
                .keyedBy(Integer.class, "code")
                .one(String.class);

        List<Object> found = executor.execute(BatchGenerator.all(
                List.of(1, 2),
                key -> loader.get(key)
                        .<Object>map(value -> value)
                        .recoverWith(
                                InvalidDataAccessApiUsageException.class,
                                failure -> BatchGenerator.value(failure.getMessage()))));

        assertThat(found.get(0)).isEqualTo("a");
        assertThat(found.get(1))
                .asString()
                .startsWith("jdbc has returned a row whose key code cannot be read as [Integer], so this key may have ")
                .doesNotContain("two");
    }

    @Test
    void rowWithoutKeyFailsThoseWithoutRow() {
        tables("t (k int, v varchar(9))");
        jdbc().update("insert into t values (1, 'a')");
        JdbcLoader<Integer, String> loader = batch().sql(
                        "select distinct cast(null as int) as k, v from t where k in (:keys)")
                .keyedBy(Integer.class, "k")
                .one(String.class);

        assertThatThrownBy(() -> executor.execute(loader.get(1)))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .hasMessageContaining("a row whose key k is null");
    }

    @Test
    void rowThatDoesNotMapFailsItsKeyAlone() {
        tables("t (k int, v varchar(9))");
        jdbc().update("insert into t values (1, '10'), (2, 'ten')");
        JdbcLoader<Integer, Integer> loader = batch().table("t")
                .keyedBy(Integer.class, "k")
                .one((row, number) -> Integer.valueOf(row.getString("v")));

        List<Object> found = executor.execute(BatchGenerator.all(
                List.of(1, 2),
                key -> loader.get(key)
                        .<Object>map(value -> value)
                        .recoverWith(NumberFormatException.class, failure -> BatchGenerator.value("no number"))));

        assertThat(found).containsExactly(10, "no number");
    }

    @Test
    void requiredKeyThatIsMissingFailsByItsName() {
        tables("t (k int, v varchar(9))");

        assertThatThrownBy(() -> executor.execute(of(Integer.class).require(7)))
                .isInstanceOf(MissingKeyException.class)
                .hasMessage("t has no value for key 7");
    }

    @Test
    void longListsHaveFewTexts() {
        tables("t (k date, v varchar(9))");
        JdbcLoader<LocalDate, String> loader = batch().sql("select distinct k, v from t where k in (:keys)")
                .keyedBy(LocalDate.class, "k")
                .one(String.class);
        for (int keys = 1; keys <= 100; keys++) {
            execute(Stream.iterate(LocalDate.of(2026, 1, 1), day -> day.plusDays(1))
                    .limit(keys)
                    .map(loader::get));
        }

        String condition = product() == Product.H2 ? " in (" : "= any(";
        assertThat(database().statements("select", condition)).isEqualTo(100);
        assertThat(database().texts("select", condition)).isEqualTo(product() == Product.H2 ? 8 : 1);
    }

    private <K> JdbcLoader<K, String> of(Class<K> type) {
        return batch().table("t").columns("v").keyedBy(type, "k").one(String.class);
    }
}
