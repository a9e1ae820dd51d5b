package io.github.batch4j.spring.jdbc;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * A type of keys: its reader, which accepts any type of column, and the name of its SQL type in arrays.
 *
 * @param <K> the type in Java
 */
final class KeyType<K> {

    private static final KeyType<?>[] ALL = {
        new KeyType<>(Long.class, "bigint", ResultSet::getLong),
        new KeyType<>(Integer.class, "integer", ResultSet::getInt),
        new KeyType<>(Short.class, "smallint", ResultSet::getShort),
        new KeyType<>(String.class, "varchar", ResultSet::getString),
        new KeyType<>(UUID.class, "uuid", KeyType::uuid),
        new KeyType<>(BigDecimal.class, "numeric", KeyType::decimal),
        new KeyType<>(LocalDate.class, null, (row, column) -> row.getObject(column, LocalDate.class)),
        new KeyType<>(LocalDateTime.class, null, (row, column) -> row.getObject(column, LocalDateTime.class)),
    };

    /** A number of zeros that decimals of most databases cannot have. */
    private static final int LONGEST = 1000;

    private final Class<K> type;
    private final @Nullable String arrayType;
    private final Reader<K> reader;

    /** Reads a column of the current row. */
    @FunctionalInterface
    interface Reader<K> {

        @Nullable
        K read(ResultSet row, int column) throws SQLException;
    }

    private KeyType(Class<K> type, @Nullable String arrayType, Reader<K> reader) {
        this.type = type;
        this.arrayType = arrayType;
        this.reader = reader;
    }

    @SuppressWarnings("unchecked") // each has the class that it is found by
    static <K> KeyType<K> of(Class<K> type, String method) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        return (KeyType<K>) Arrays.stream(ALL)
                .filter(known -> known.type == boxed)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(method + " expects keys of one of the types "
                        + Arrays.toString(Arrays.stream(ALL)
                                .map(known -> known.type.getSimpleName())
                                .toArray())
                        + ", or a record of them, got " + type.getName()));
    }

    /** The name of its SQL type in an array, null if it cannot be sent in one. */
    @Nullable
    String arrayType() {
        return arrayType;
    }

    @SuppressWarnings("unchecked")
    K[] newArray(int length) {
        return (K[]) Array.newInstance(type, length);
    }

    /** Reads the key from a column, null if the column is. */
    @Nullable
    K read(ResultSet row, int column) throws SQLException {
        K key = reader.read(row, column);
        return row.wasNull() ? null : key;
    }

    /** The one form of all keys that are equal to the database. */
    static Object canonical(Object key) {
        return key instanceof BigDecimal decimal ? canonical(decimal) : key;
    }

    private static BigDecimal canonical(BigDecimal key) {
        BigDecimal stripped = key.stripTrailingZeros();
        // 100 rather than 1E+2, but not the digits of 1E+1000000000, which no memory could hold
        return stripped.scale() < 0 && stripped.scale() >= -LONGEST ? stripped.setScale(0) : stripped;
    }

    /** Strips the spaces at the end of a text, with which a column of type CHAR pads it. */
    static Object unpadded(Object key) {
        return key instanceof String text ? text.stripTrailing() : key;
    }

    private static @Nullable UUID uuid(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value == null || value instanceof UUID
                ? (UUID) value
                : UUID.fromString(value.toString().strip());
    }

    private static @Nullable BigDecimal decimal(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : canonical(value);
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
