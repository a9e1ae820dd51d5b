package io.github.batch4j.spring.jdbc;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys of which a database may take some for equal to each other, or to a row, that are not equal in Java. */
enum EqualKeys {
    CASE(
            "`Ann` stored, asked as `ANN`",
            EqualKeysColumn.IGNORING_CASE,
            List.of("Ann", "Bob"),
            List.of("Ann", "ANN", "bob", "Cid")),
    BOTH_SPELLINGS(
            "`Ann` and `aNN` stored, both asked",
            EqualKeysColumn.IGNORING_CASE,
            List.of("Ann", "aNN", "Bob"),
            List.of("Ann", "aNN", "Bob")),
    ONE_SPELLING(
            "`Ann` and `aNN` stored, `Ann` asked",
            EqualKeysColumn.IGNORING_CASE,
            List.of("Ann", "aNN"),
            List.of("Ann")),
    CITEXT(
            "the same in a `citext`",
            EqualKeysColumn.CITEXT,
            List.of("Ann", "aNN", "Bob"),
            List.of("Ann", "aNN", "ANN", "Bob")),
    SPACES(
            "`'ab'` beside `'ab   '`, `char(5)`",
            EqualKeysColumn.CHAR_5,
            List.of("ab", "abcde"),
            List.of("ab", "ab   ", "abcde", "abc")),
    FULL_LENGTH(
            "`'de'` beside `'de  '`, `char(4)`",
            EqualKeysColumn.CHAR_4,
            List.of("de", "fr"),
            List.of("de", "de  ", "fr  ", "it")),
    NANOSECONDS(
            "nanoseconds beside microseconds",
            EqualKeysColumn.MICROSECONDS,
            List.of(time(123_456_000), time(0)),
            List.of(time(123_456_000), time(123_456_100), time(0), time(100), time(1_000))),
    INSERTED_NANOSECONDS(
            "nanoseconds, just inserted",
            EqualKeysColumn.MICROSECONDS,
            List.of(time(123_456_789)),
            List.of(time(123_456_789), time(5))),
    PLACES(
            "`1.504` beside `1.5`, two places",
            EqualKeysColumn.TWO_PLACES,
            List.of(new BigDecimal("1.5"), new BigDecimal("2.25")),
            Stream.of("1.5", "1.504", "1.505", "2.25", "7").map(BigDecimal::new).toList()),
    CAPITALS(
            "a text in capitals on a uuid",
            EqualKeysColumn.UUID,
            List.of(new UUID(10, 11), new UUID(12, 13)),
            List.of(
                    new UUID(10, 11).toString().toUpperCase(Locale.ROOT),
                    new UUID(12, 13).toString(),
                    new UUID(1, 1).toString())),
    DIGITS("`'01'` on a number", EqualKeysColumn.NUMBER, List.of(1, 2), List.of("01", "2", "3"));

    record Texts(String k, String l) {}

    record Times(LocalDateTime k, LocalDateTime l) {}

    record Decimals(BigDecimal k, BigDecimal l) {}

    /** A description for the table of the documentation. */
    final String label;

    final EqualKeysColumn column;

    /** The values of the rows. */
    final List<?> stored;

    /** The keys, which are not equal to each other in Java. */
    final List<?> asked;

    EqualKeys(String label, EqualKeysColumn column, List<?> stored, List<?> asked) {
        this.label = label;
        this.column = column;
        this.stored = stored;
        this.asked = asked;
    }

    Class<?> type() {
        return asked.get(0).getClass();
    }

    /** True for a number asked by a text: the key of its row is read as {@code 1} where {@code 01} was asked. */
    boolean isOfAnotherType() {
        return this == DIGITS;
    }

    /** The ids of the rows whose value is written as a key is. */
    List<Integer> written(Object key) {
        return IntStream.range(0, stored.size())
                .filter(id -> stored.get(id).toString().equals(key.toString()))
                .boxed()
                .toList();
    }

    /** A key of two columns. */
    static Object pair(Object k, Object l) {
        if (k instanceof LocalDateTime time) {
            return new Times(time, (LocalDateTime) l);
        }
        return k instanceof BigDecimal decimal
                ? new Decimals(decimal, (BigDecimal) l)
                : new Texts((String) k, (String) l);
    }

    private static LocalDateTime time(int nanos) {
        return LocalDateTime.of(2026, 1, 31, 12, 0, 0, nanos);
    }
}
