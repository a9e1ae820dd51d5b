package io.github.batch4j.spring.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.SqlParameterValue;

/** Keys of each type, with the columns that may have them. */
enum KeyTypeCases {
    LONG(Long.class, LongPart.class, 1L, 2L, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, (1L << 53) + 1),
    INTEGER(Integer.class, IntegerPart.class, 1, 2, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE),
    SHORT(Short.class, ShortPart.class, (short) 1, (short) 2, (short) -1, Short.MIN_VALUE, Short.MAX_VALUE),
    TEXT(
            String.class,
            TextPart.class,
            "a",
            "b",
            "",
            " ",
            "a ",
            "it's",
            "\"a\"",
            "`a`",
            "\\",
            "a\\'",
            "%",
            "?",
            ":keys",
            "{a,b}",
            "NULL",
            "null",
            "a,b",
            "a\nb",
            "\0",
            "a\0",
            "\ud83d\ude00",
            "\ud83d\ude01",
            "x".repeat(10_000),
            "x".repeat(9_999) + "y"),
    ID(
            UUID.class,
            UuidPart.class,
            new UUID(1, 2),
            new UUID(1, 3),
            new UUID(0, 0),
            new UUID(-1, -1),
            new UUID(1L << 63, 1)),
    DECIMAL(
            BigDecimal.class,
            DecimalPart.class,
            new BigDecimal("1.5"),
            new BigDecimal("1.25"),
            new BigDecimal("0"),
            new BigDecimal("-7.125"),
            new BigDecimal("1E+3"),
            new BigDecimal(BigInteger.ONE, 30),
            new BigDecimal("0.100000000000000000000000000001"),
            new BigDecimal("12345678901234567.5"),
            new BigDecimal("12345678901234567.6"),
            new BigDecimal("99999999999999999999999999999999999999"),
            new BigDecimal("1E+30")),
    DATE(
            LocalDate.class,
            DatePart.class,
            LocalDate.of(2026, 1, 31),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(1970, 1, 1),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(1, 1, 1),
            LocalDate.of(0, 1, 1),
            LocalDate.of(-43, 3, 15),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(10_000, 1, 1),
            LocalDate.MAX,
            LocalDate.MIN),
    TIME(
            LocalDateTime.class,
            TimePart.class,
            LocalDateTime.of(2026, 1, 31, 12, 30),
            LocalDateTime.of(2026, 1, 31, 12, 30, 1, 123_456_000),
            LocalDateTime.of(2026, 1, 31, 12, 30, 1, 123_456_789),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999),
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(0, 1, 1, 0, 0),
            LocalDateTime.of(-43, 3, 15, 12, 0),
            LocalDateTime.of(10_000, 1, 1, 0, 0),
            LocalDateTime.MAX,
            LocalDateTime.MIN),
    OFFSET_TIME(
            OffsetDateTime.class,
            OffsetTimePart.class,
            OffsetDateTime.of(2026, 1, 31, 12, 30, 0, 0, ZoneOffset.UTC),
            OffsetDateTime.of(2026, 1, 31, 12, 30, 0, 0, ZoneOffset.ofHours(2)),
            OffsetDateTime.of(2026, 1, 31, 12, 30, 1, 123_456_000, ZoneOffset.ofHoursMinutes(-3, -30)),
            OffsetDateTime.of(1, 1, 2, 0, 0, 0, 0, ZoneOffset.UTC),
            OffsetDateTime.of(-43, 3, 15, 12, 0, 0, 0, ZoneOffset.UTC),
            OffsetDateTime.of(10_000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
    INSTANT(
            Instant.class,
            InstantPart.class,
            Instant.parse("2026-01-31T12:30:00Z"),
            Instant.parse("2026-01-31T12:30:01.123456Z"),
            Instant.parse("1969-12-31T23:59:59.999Z"),
            Instant.parse("0001-01-02T00:00:00Z"),
            Instant.parse("-0043-03-15T12:00:00Z"),
            Instant.parse("+10000-01-01T00:00:00Z")),
    BOOLEAN(Boolean.class, BooleanPart.class, true, false),
    BYTES(
            byte[].class,
            null,
            new byte[] {1, 2},
            new byte[] {1, 3},
            new byte[0],
            new byte[] {0},
            new byte[] {0, 0},
            new byte[] {-1, -128, 127},
            new byte[] {'a'},
            new byte[] {'A'},
            new byte[] {'a', ' '},
            new byte[] {1, 2, 0},
            new byte[3_000]),
    ENUM(Color.class, ColorPart.class, Color.RED, Color.GREEN, Color.BLUE);

    enum Color {
        RED,
        GREEN,
        BLUE {} // a class of its own
    }

    record LongPart(int part, Long k) {}

    record IntegerPart(int part, int k) {}

    record ShortPart(int part, short k) {}

    record TextPart(int part, String k) {}

    record UuidPart(int part, UUID k) {}

    record DecimalPart(int part, BigDecimal k) {}

    record DatePart(int part, LocalDate k) {}

    record TimePart(int part, LocalDateTime k) {}

    record OffsetTimePart(int part, OffsetDateTime k) {}

    record InstantPart(int part, Instant k) {}

    record BooleanPart(int part, boolean k) {}

    record ColorPart(int part, Color k) {}

    final Class<?> type;

    /** A record with a key of the type as its second component; null if there is none. */
    final @Nullable Class<?> part;

    private final List<Object> keys;

    KeyTypeCases(Class<?> type, @Nullable Class<?> part, Object... keys) {
        this.type = type;
        this.part = part;
        this.keys = Arrays.asList(keys);
    }

    /** The keys; the first ones are stored, and the others by turns. H2's driver makes another date of the first. */
    List<?> keys(Product product) {
        return product == Product.H2
                ? keys.stream().filter(key -> key != LocalDate.MIN).toList()
                : keys;
    }

    Object record(int number, Object key) {
        return BeanUtils.instantiateClass(part.getDeclaredConstructors()[0], number, key);
    }

    /** The value that a driver takes for a key as a parameter. */
    Object sent(Product product, Object key) {
        boolean text = product == Product.MARIADB || product == Product.SQLITE || product == Product.DERBY;
        if (key instanceof Color color) {
            return product == Product.POSTGRESQL ? new SqlParameterValue(Types.OTHER, color.name()) : color.name();
        }
        if (key instanceof Instant time) {
            return time.atOffset(ZoneOffset.UTC);
        }
        if (product == Product.SQLITE && key instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC); // a text there, the one form of equal keys
        }
        if (product == Product.DERBY && key instanceof LocalDate date) {
            return Date.valueOf(date);
        }
        if (product == Product.DERBY && key instanceof LocalDateTime time) {
            return Timestamp.valueOf(time);
        }
        return key instanceof UUID && text ? key.toString() : key;
    }

    /** The types of columns, the fitting one first; none if the product or its driver has no such values. */
    List<String> columns(Product product) {
        return switch (this) {
            case LONG -> List.of("bigint", "numeric(20)", "int", "smallint");
            case INTEGER -> List.of("int", "bigint", "smallint", "numeric(12)");
            case SHORT -> List.of("smallint", "int", "bigint");
            case TEXT ->
                switch (product) {
                    case DERBY -> List.of("varchar(20000)", "varchar(5)", "char(5)");
                    case MARIADB ->
                        List.of(
                                "varchar(15000) character set utf8mb4",
                                "varchar(5)",
                                "char(5)",
                                "varchar(9) character set latin1",
                                "varchar(9) character set ascii",
                                "text");
                    case POSTGRESQL, SQLITE, DUCKDB -> List.of("text", "varchar(5)", "char(5)");
                    case H2, HSQLDB -> List.of("varchar(20000)", "varchar(5)", "char(5)");
                };
            case ID ->
                switch (product) {
                    case DERBY, SQLITE -> List.of("char(36)", "char(20)", "varchar(36)");
                    case MARIADB -> List.of("char(36)", "uuid", "char(20)");
                    case POSTGRESQL, DUCKDB -> List.of("uuid", "varchar(36)", "char(36)");
                    case H2, HSQLDB -> List.of("uuid", "char(36)", "char(20)");
                };
            case DECIMAL ->
                product == Product.DERBY
                        ? List.of("decimal(12, 4)", "decimal(31, 0)", "bigint", "double")
                        : Stream.of("decimal(12, 4)", "decimal(38, 30)", "decimal(38, 0)", "bigint", "double precision")
                                .filter(type -> product != Product.DUCKDB || !type.startsWith("double"))
                                .toList();
            case DATE -> product == Product.SQLITE ? List.of("bigint", "text") : List.of("date", timestamp(product));
            case TIME ->
                product == Product.SQLITE
                        ? List.of("bigint", "text")
                        : product == Product.MARIADB
                                ? List.of("datetime(6)", "datetime", "timestamp(6)")
                                : product == Product.POSTGRESQL || product == Product.H2 || product == Product.HSQLDB
                                        ? List.of("timestamp(6)", "timestamp(3)", "date")
                                        : List.of("timestamp", "date");
            case OFFSET_TIME, INSTANT ->
                switch (product) {
                    case POSTGRESQL, H2, HSQLDB ->
                        List.of("timestamp(6) with time zone", "timestamp(0) with time zone");
                    case DUCKDB -> List.of("timestamptz");
                    case MARIADB -> List.of("timestamp(6)", "datetime(6)");
                    case SQLITE -> List.of("text");
                    case DERBY -> List.of();
                };
            case BOOLEAN -> product == Product.POSTGRESQL ? List.of("boolean") : List.of("boolean", "int");
            case BYTES ->
                switch (product) {
                    case POSTGRESQL -> List.of("bytea");
                    case MARIADB -> List.of("varbinary(4000)", "binary(3)", "blob");
                    case DERBY -> List.of("varchar(4000) for bit data", "char(3) for bit data");
                    case SQLITE, DUCKDB -> List.of("blob");
                    case H2 -> List.of("varbinary(4000)", "binary(3)");
                    case HSQLDB -> List.of("varbinary(4000)");
                };
            case ENUM ->
                switch (product) {
                    case POSTGRESQL -> List.of("varchar(9)", "color", "char(9)", "text");
                    case H2, MARIADB, DUCKDB -> List.of("varchar(9)", "enum ('RED', 'GREEN', 'BLUE')", "char(9)");
                    default -> List.of("varchar(9)", "char(9)");
                };
        };
    }

    private static String timestamp(Product product) {
        return product == Product.MARIADB ? "datetime" : "timestamp";
    }
}
