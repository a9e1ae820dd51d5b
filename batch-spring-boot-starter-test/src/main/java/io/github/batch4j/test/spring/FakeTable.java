package io.github.batch4j.test.spring;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A table of given rows.
 *
 * @param types the types of the columns by their names
 * @param rows the values of each row in the order of the columns
 */
record FakeTable(String name, Map<String, Class<?>> types, List<List<@Nullable Object>> rows) {

    private static final Map<Class<?>, String> COLUMNS = Map.ofEntries(
            Map.entry(String.class, "varchar"),
            Map.entry(Character.class, "varchar"),
            Map.entry(Long.class, "bigint"),
            Map.entry(Integer.class, "integer"),
            Map.entry(Short.class, "smallint"),
            Map.entry(Byte.class, "tinyint"),
            Map.entry(Double.class, "double precision"),
            Map.entry(Float.class, "real"),
            Map.entry(BigInteger.class, "numeric(38)"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(UUID.class, "uuid"),
            Map.entry(LocalDate.class, "date"),
            Map.entry(LocalTime.class, "time(9)"),
            Map.entry(LocalDateTime.class, "timestamp(9)"),
            Map.entry(OffsetDateTime.class, "timestamp(9) with time zone"),
            Map.entry(Instant.class, "timestamp(9) with time zone"),
            Map.entry(byte[].class, "varbinary"));

    /** A table whose rows are records of a type. */
    static FakeTable of(String name, Class<? extends Record> type, List<? extends Record> rows) {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            types.put(JdbcUtils.convertPropertyNameToUnderscoreName(component.getName()), component.getType());
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (Record row : rows) {
            if (row.getClass() != type) {
                throw new IllegalArgumentException("FakeJdbc.rows expects rows of one type, " + type.getName()
                        + ", got a " + row.getClass().getName());
            }
            List<@Nullable Object> ofRow = new ArrayList<>();
            for (RecordComponent component : components) {
                Method accessor = component.getAccessor();
                ReflectionUtils.makeAccessible(accessor);
                ofRow.add(ReflectionUtils.invokeMethod(accessor, row));
            }
            values.add(ofRow);
        }
        return new FakeTable(name, types, values);
    }

    /** A table whose rows are maps, of which some may lack columns. */
    static FakeTable of(String name, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        rows.forEach(row -> row.forEach((column, value) -> {
            if (value != null) {
                types.putIfAbsent(column, value.getClass());
            }
        }));
        rows.forEach(row -> row.keySet().forEach(column -> types.putIfAbsent(column, String.class)));
        if (types.isEmpty()) {
            throw new IllegalArgumentException("FakeJdbc.rows expects at least one row of " + name + ", got none");
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> row : rows) {
            List<@Nullable Object> ofRow = new ArrayList<>();
            types.keySet().forEach(column -> ofRow.add(row.get(column)));
            values.add(ofRow);
        }
        return new FakeTable(name, types, values);
    }

    void create(JdbcTemplate jdbc) {
        List<String> columns = new ArrayList<>(types.keySet());
        List<String> definitions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            definitions.add(columns.get(i) + " " + definition(i, columns.get(i)));
        }
        jdbc.execute("create table " + name + " (" + String.join(", ", definitions) + ")");
        String parameters = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        String insert = "insert into " + name + " (" + String.join(", ", columns) + ") values (" + parameters + ")";
        rows.forEach(
                row -> jdbc.update(insert, row.stream().map(FakeTable::sent).toArray()));
        columns.stream()
                .filter(this::isGenerated)
                .forEach(id -> jdbc.execute("alter table " + name + " alter column " + id + " restart with (select"
                        + " coalesce(max(" + id + "), 0) + 1 from " + name + ")"));
    }

    private String definition(int index, String column) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(Objects.requireNonNull(types.get(column)));
        if (type == BigDecimal.class) {
            return "numeric(38, " + scale(index) + ")";
        }
        String definition = Enum.class.isAssignableFrom(type) ? "varchar" : COLUMNS.get(type);
        if (definition == null) {
            throw new IllegalArgumentException("FakeJdbc has no column for " + name + "." + column + " of type "
                    + type.getName() + "; give the rows as maps, or create the table by template()");
        }
        return isGenerated(column) ? definition + " generated by default as identity" : definition;
    }

    /** The largest scale of the values of a column, as all get the same. */
    private int scale(int index) {
        int scale = 0;
        for (List<@Nullable Object> row : rows) {
            scale = row.get(index) instanceof BigDecimal value ? Math.max(scale, value.scale()) : scale;
        }
        return rows.isEmpty() ? 2 : scale;
    }

    private boolean isGenerated(String column) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(Objects.requireNonNull(types.get(column)));
        return column.toLowerCase(Locale.ROOT).equals("id") && (type == Long.class || type == Integer.class);
    }

    private static @Nullable Object sent(@Nullable Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value;
    }
}
