package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.support.Checks;
import io.github.batch4j.spring.support.Shown;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * The values of the parameters of a query, by name. Operations with equal arguments share a batch, so values are copied
 * if they could change, and arrays are compared by their content. Immutable.
 */
final class Arguments implements Comparable<Arguments> {

    static final Arguments NONE = new Arguments(new TreeMap<>());

    private final SortedMap<String, @Nullable Object> values;

    /** The names, and the values in a form that has equality. */
    private final List<Object> compared;

    private final int hash;

    private Arguments(SortedMap<String, @Nullable Object> values) {
        this.values = values;
        List<Object> all = new ArrayList<>(2 * values.size());
        values.forEach((name, value) -> {
            all.add(name);
            all.add(compared(value));
        });
        this.compared = all;
        this.hash = all.hashCode();
    }

    /**
     * These arguments and another one.
     *
     * @param parameters the names that the query has
     * @throws IllegalArgumentException if the query has no such parameter, or the value is an empty list or a list of
     *     lists
     */
    Arguments with(Set<String> parameters, String name, @Nullable Object value, String method) {
        if (!parameters.contains(name)) {
            throw new IllegalArgumentException(method + " expects one of the parameters of the query, " + parameters
                    + ", got '" + Shown.key(name) + "'");
        }
        SortedMap<String, @Nullable Object> all = new TreeMap<>(values);
        all.put(name, copyWithLists(value, name, method));
        return new Arguments(all);
    }

    /** These arguments and those of a map whose names the query has. */
    Arguments with(Set<String> parameters, Map<String, ? extends @Nullable Object> map, String method) {
        Checks.notNull(map, method, "a map of values by name");
        Arguments all = this;
        for (String name : parameters) {
            if (map.containsKey(name)) {
                all = all.with(parameters, name, map.get(name), method);
            }
        }
        return all;
    }

    /** A copy of the value, which may be a list for {@code in (:name)}, with or without its SQL type. */
    private static @Nullable Object copyWithLists(@Nullable Object value, String name, String method) {
        if (value instanceof SqlParameterValue typed && typed.getValue() instanceof Iterable<?> list) {
            return new SqlParameterValue(typed, list(list, name, method));
        }
        return value instanceof Iterable<?> list ? list(list, name, method) : copy(value);
    }

    private static List<@Nullable Object> list(Iterable<?> values, String name, String method) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Iterable) {
                throw new IllegalArgumentException(method + " expects a value for " + name
                        + " or a collection of values, got a collection of "
                        + value.getClass().getName() + "; a row of several values is an Object[]");
            }
            list.add(copy(value));
        }
        if (list.isEmpty()) {
            throw new IllegalArgumentException(
                    method + " expects a value for " + name + ", got an empty collection; SQL has no empty list");
        }
        return Collections.unmodifiableList(list);
    }

    /** A copy of the value, or the value itself if it cannot change. */
    @SuppressWarnings("JavaUtilDate") // java.sql has them
    static @Nullable Object copy(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Object[] array) {
            @Nullable Object[] copy = array.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] = copy(copy[i]);
            }
            return copy;
        }
        if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            Object copy = Array.newInstance(value.getClass().getComponentType(), length);
            System.arraycopy(value, 0, copy, 0, length);
            return copy;
        }
        if (value instanceof SqlParameterValue typed && typed.getValue() != null) {
            Object copy = copy(typed.getValue());
            return copy == typed.getValue() ? typed : new SqlParameterValue(typed, copy);
        }
        if (value instanceof Calendar calendar) {
            return calendar.clone();
        }
        return value instanceof Date date ? date.clone() : value;
    }

    /** A form of the value that is equal for values which are sent alike. */
    private static Object compared(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof SqlParameterValue typed) {
            return List.of(
                    SqlParameterValue.class.getName(),
                    typed.getSqlType(),
                    compared(typed.getTypeName()),
                    compared(typed.getScale()),
                    compared(typed.getValue()));
        }
        List<Object> parts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(part -> parts.add(compared(part)));
            return parts;
        }
        if (!value.getClass().isArray()) {
            return value;
        }
        parts.add(value.getClass().getName());
        for (int i = 0; i < Array.getLength(value); i++) {
            parts.add(compared(Array.get(value, i)));
        }
        return parts;
    }

    /**
     * Checks the values of columns.
     *
     * @throws IllegalArgumentException if one is null, as a comparison with it holds for no row
     */
    void checkNoNulls(String method) {
        values.forEach((name, value) -> Checks.notNull(value, method, "a value for the column " + name));
    }

    /** True if a value is a list, which makes another text. */
    boolean haveLists() {
        return values.values().stream()
                .map(value -> value instanceof SqlParameterValue typed ? typed.getValue() : value)
                .anyMatch(value -> value instanceof Iterable);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The values in the form that statements take. */
    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public int compareTo(Arguments other) {
        return KeyOrder.compare(compared, other.compared);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Arguments arguments && hash == arguments.hash && compared.equals(arguments.compared);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
