package io.github.batch4j.spring.jdbc;

import java.lang.reflect.Array;
import java.util.ArrayList;
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
 * The values beside the keys of a statement, by name. Those of equal arguments go together, so they are copied where
 * they could change, and arrays are compared by what is in them.
 */
final class Arguments implements Comparable<Arguments> {

    static final Arguments NONE = new Arguments(new TreeMap<>());

    private final SortedMap<String, Object> values;

    /** The names and what is compared of the values. */
    private final List<Object> compared;

    private final int hash;

    private Arguments(SortedMap<String, Object> values) {
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
     * These and another one.
     *
     * @throws IllegalArgumentException if it is an empty list, or one of lists
     */
    Arguments with(String name, Object value, String method) {
        SortedMap<String, Object> all = new TreeMap<>(values);
        all.put(name, value instanceof Iterable<?> list ? list(list, name, method) : copy(value));
        return new Arguments(all);
    }

    private static List<@Nullable Object> list(Iterable<?> values, String name, String method) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Iterable) {
                throw new IllegalArgumentException(method + " expects a value for " + name
                        + " or a collection of values, got a collection of "
                        + value.getClass().getName() + "; a row of several values is an Object[]");
            }
            list.add(value == null ? null : copy(value));
        }
        if (list.isEmpty()) {
            throw new IllegalArgumentException(
                    method + " expects a value for " + name + ", got an empty collection; SQL has no empty list");
        }
        return Collections.unmodifiableList(list);
    }

    /** The value as it is now. */
    @SuppressWarnings("JavaUtilDate") // java.sql has them
    static Object copy(Object value) {
        if (value instanceof Object[] array) {
            Object[] copy = array.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] = copy[i] instanceof Object[] || copy[i] instanceof Date ? copy(copy[i]) : copy[i];
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
        return value instanceof Date date ? date.clone() : value;
    }

    /** Something that is equal for what is sent in the same way. */
    private static Object compared(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof SqlParameterValue typed) {
            return List.of(SqlParameterValue.class.getName(), typed.getSqlType(), compared(typed.getValue()));
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

    boolean isEmpty() {
        return values.isEmpty();
    }

    Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** As statements take them. */
    Map<String, Object> values() {
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
