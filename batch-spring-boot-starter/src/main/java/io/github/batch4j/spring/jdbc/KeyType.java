package io.github.batch4j.spring.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The type of a key, or of one component of it.
 *
 * @param kind the kind of its values
 * @param type the class of its values, an enum's own
 */
record KeyType(Kind kind, Class<?> type) {

    /** The kinds of values that a key may have. */
    enum Kind {
        LONG(Long.class),
        INTEGER(Integer.class),
        SHORT(Short.class),
        TEXT(String.class),
        UUID(java.util.UUID.class),
        DECIMAL(BigDecimal.class),
        DATE(LocalDate.class),
        TIME(LocalDateTime.class),
        OFFSET_TIME(OffsetDateTime.class),
        INSTANT(Instant.class),
        BOOLEAN(Boolean.class),
        BYTES(byte[].class),
        ENUM(Enum.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        /** True for whole numbers. */
        boolean isWhole() {
            return this == LONG || this == INTEGER || this == SHORT;
        }

        /** True for times with a fraction of a second. */
        boolean isTime() {
            return this == TIME || this == OFFSET_TIME || this == INSTANT;
        }
    }

    /** The times beyond which there are none with another offset; no database has them. */
    private static final OffsetDateTime EARLIEST = OffsetDateTime.MIN.plusDays(2);

    private static final OffsetDateTime LATEST = OffsetDateTime.MAX.minusDays(2);

    /** A number of zeros that decimals of most databases cannot have. */
    private static final int LONGEST = 1000;

    static KeyType of(Class<?> type, String method) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (boxed == Double.class || boxed == Float.class) {
            throw new IllegalArgumentException(method + " expects keys with an exact equality, got " + type.getName()
                    + ", whose binary fractions seldom equal what a database stores; use BigDecimal");
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind == Kind.ENUM ? boxed.isEnum() : kind.type == boxed)
                .findFirst()
                .map(kind -> new KeyType(kind, boxed))
                .orElseThrow(() -> new IllegalArgumentException(method + " expects keys of one of the types "
                        + Arrays.toString(Arrays.stream(Kind.values())
                                .map(kind -> kind.type.getSimpleName())
                                .toArray())
                        + ", or a record of them, got " + type.getName()));
    }

    /** Reads the canonical key from a column, null if the column is. */
    @Nullable
    Object read(ResultSet row, int column) throws SQLException {
        Object key = value(row, column);
        return key == null || row.wasNull() ? null : canonical(key);
    }

    private @Nullable Object value(ResultSet row, int column) throws SQLException {
        return switch (kind) {
            case LONG -> row.getLong(column);
            case INTEGER -> row.getInt(column);
            case SHORT -> row.getShort(column);
            case TEXT -> row.getString(column);
            case UUID -> uuid(row, column);
            case DECIMAL -> row.getBigDecimal(column);
            case DATE, TIME -> time(row, column);
            case OFFSET_TIME -> row.getObject(column, type);
            case INSTANT -> instant(row, column);
            case BOOLEAN -> row.getBoolean(column);
            case BYTES -> row.getBytes(column);
            case ENUM -> constant(row.getString(column));
        };
    }

    private @Nullable Object constant(@Nullable String name) {
        return name == null
                ? null
                : Arrays.stream(type.getEnumConstants())
                        .filter(constant -> ((Enum<?>) constant).name().equals(name.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no constant of " + type.getName()));
    }

    /** The one form of all keys that are equal to the database. */
    static Object canonical(Object key) {
        if (key instanceof BigDecimal decimal) {
            return canonical(decimal);
        }
        if (key instanceof OffsetDateTime time) {
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? time : time.withOffsetSameInstant(ZoneOffset.UTC);
        }
        return key instanceof byte[] bytes ? new Bytes(bytes) : key;
    }

    private static BigDecimal canonical(BigDecimal key) {
        BigDecimal stripped = key.stripTrailingZeros();
        // 100 rather than 1E+2, but not the digits of 1E+1000000000, which no memory could hold
        return stripped.scale() < 0 && stripped.scale() >= -LONGEST ? stripped.setScale(0) : stripped;
    }

    private static @Nullable Object uuid(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value == null || value instanceof UUID
                ? value
                : UUID.fromString(value.toString().strip());
    }

    /** Reads a date or a time, in the older class if the driver has only that, as Derby's does. */
    private @Nullable Object time(ResultSet row, int column) throws SQLException {
        try {
            return row.getObject(column, type);
        } catch (SQLException failure) {
            Object value = row.getObject(column);
            if (kind == Kind.DATE && value instanceof Date date) {
                return date.toLocalDate();
            }
            if (kind == Kind.TIME && value instanceof Timestamp time) {
                return time.toLocalDateTime();
            }
            throw failure;
        }
    }

    private static @Nullable Object instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
