package io.github.batch4j.spring.jdbc;

import io.github.batch4j.spring.jdbc.KeyType.Kind;
import io.github.batch4j.spring.support.Checks;
import io.github.batch4j.spring.support.Shown;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The columns that make up a key: one, or one for each component of a record.
 *
 * @param <K> the type of the keys
 */
final class KeyColumns<K> {

    private final Class<?> type;
    private final List<String> names;
    private final List<KeyType> types;

    /** Null for a key of one column. */
    private final @Nullable Constructor<K> constructor;

    private final List<RecordComponent> components;

    /** True if equal keys may have several shapes, as decimals have. */
    private final boolean shapes;

    /** True if a part is a text. */
    private final boolean texts;

    /** True if a part is a text or bytes, of which several may be equal to a database. */
    private final boolean spelled;

    /** True if a part is a decimal or a time, of which a column may keep fewer places. */
    private final boolean rounded;

    /** True if maps take the key itself: it has an order that they use, or an equality of its own, which has none. */
    private final boolean foundAsItIs;

    private KeyColumns(
            Class<K> type,
            List<String> names,
            List<KeyType> types,
            @Nullable Constructor<K> constructor,
            List<RecordComponent> components) {
        this.type = ClassUtils.resolvePrimitiveIfNecessary(type);
        this.names = names;
        this.types = types;
        this.constructor = constructor;
        this.components = components;
        this.foundAsItIs = constructor == null
                ? type == byte[].class
                        || Arrays.stream(this.type.getGenericInterfaces()).anyMatch(this::isOrder)
                : !isEqualByComponents(type);
        this.texts = !areAll(kind -> kind != Kind.TEXT);
        this.spelled = !areAll(kind -> kind != Kind.TEXT && kind != Kind.BYTES);
        this.rounded = !areAll(kind -> kind != Kind.DECIMAL && !kind.isTime());
        this.shapes = components.stream()
                .map(RecordComponent::getType)
                .anyMatch(part -> part == BigDecimal.class || part == OffsetDateTime.class);
    }

    /** True for a record without an {@code equals} of its own: the compiler makes those that it adds final. */
    private static boolean isEqualByComponents(Class<?> type) {
        try {
            return Modifier.isFinal(type.getMethod("equals", Object.class).getModifiers());
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private boolean isOrder(Type face) {
        return face instanceof ParameterizedType generic
                && generic.getRawType() == Comparable.class
                && generic.getActualTypeArguments()[0] == type;
    }

    static <K> KeyColumns<K> of(Class<K> type, String method, String... columns) {
        Checks.notNull(type, method, "the type of the keys");
        List<String> names = List.of(Checks.texts(columns, method, "the columns of the key"));
        if (!type.isRecord()) {
            if (names.size() > 1) {
                throw new IllegalArgumentException(
                        method + " expects a record with a component for each of the columns " + names + ", got "
                                + type.getName());
            }
            return new KeyColumns<>(type, names, List.of(KeyType.of(type, method)), null, List.of());
        }
        List<RecordComponent> components = List.of(type.getRecordComponents());
        if (components.size() != names.size()) {
            throw new IllegalArgumentException(method + " expects a column for each of the " + components.size()
                    + " components of " + type.getName() + ", got " + names);
        }
        checkOrder(type, components, names, method);
        if (components.stream().anyMatch(component -> component.getType() == byte[].class)) {
            throw new IllegalArgumentException(method + " expects components with an equality by their content, got"
                    + " byte[] in " + type.getName() + "; as a key of its own it is possible");
        }
        components.forEach(component -> ReflectionUtils.makeAccessible(component.getAccessor()));
        return new KeyColumns<>(
                type,
                names,
                components.stream()
                        .map(component -> KeyType.of(component.getType(), method))
                        .toList(),
                canonicalConstructor(type, components),
                components);
    }

    /**
     * Refuses columns that have the names of the components in another order: columns belong to components by their
     * index, whatever their names.
     */
    private static void checkOrder(
            Class<?> type, List<RecordComponent> components, List<String> columns, String method) {
        List<String> expected = components.stream()
                .map(component -> JdbcUtils.convertPropertyNameToUnderscoreName(component.getName()))
                .toList();
        List<String> got =
                columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
        if (!got.equals(expected) && Set.copyOf(got).equals(Set.copyOf(expected))) {
            throw new IllegalArgumentException(method + " expects the columns in the order of the components of "
                    + type.getName() + ", " + expected + ", got " + columns);
        }
    }

    private static <K> Constructor<K> canonicalConstructor(Class<K> type, List<RecordComponent> components) {
        try {
            Constructor<K> constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
            ReflectionUtils.makeAccessible(constructor);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    List<String> names() {
        return names;
    }

    /** The types that the columns are read as. */
    List<KeyType> types() {
        return types;
    }

    int count() {
        return names.size();
    }

    boolean haveTexts() {
        return texts;
    }

    boolean areSpelled() {
        return spelled;
    }

    boolean areRounded() {
        return rounded;
    }

    /** True if a condition holds for the kind of each column. */
    boolean areAll(Predicate<Kind> condition) {
        return types.stream().map(KeyType::kind).allMatch(condition);
    }

    /** The key of the current row, null if a part of it is. */
    @Nullable
    Object read(ResultSet row, int[] columns) throws SQLException {
        if (constructor == null) {
            return types.get(0).read(row, columns[0]);
        }
        Object[] parts = new Object[columns.length];
        for (int i = 0; i < parts.length; i++) {
            Object part = types.get(i).read(row, columns[i]);
            if (part == null) {
                return null;
            }
            parts[i] = part;
        }
        return of(parts);
    }

    /** The part of a key in a column. */
    Object part(Object key, int column) {
        return constructor == null ? key : part(components.get(column), key);
    }

    /** The key of some parts, which are of the types of its columns. */
    Object of(Object... parts) {
        return constructor == null ? parts[0] : BeanUtils.instantiateClass(constructor, parts);
    }

    /** The parts of a key, in the order of its columns. */
    Object[] parts(Object key) {
        if (constructor == null) {
            return new Object[] {key};
        }
        Object[] parts = new Object[components.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part(components.get(i), key);
        }
        return parts;
    }

    private static Object part(RecordComponent component, Object key) {
        try {
            Object part = component.getAccessor().invoke(key);
            if (part == null) {
                throw new IllegalArgumentException(
                        "the key " + Shown.key(key) + " expects a value for each of its components, got null");
            }
            return part;
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalArgumentException(
                    "the component " + component.getName() + " of a key cannot be read: " + Shown.key(key), failure);
        }
    }

    /**
     * The one form of all keys that are equal in Java but for their shape, with equality in any case.
     *
     * @throws IllegalArgumentException if it is of another type, which a cast may have hidden, or a part of it is null
     */
    Object canonical(Object asked, String method) {
        if (!type.isInstance(asked)) {
            throw new IllegalArgumentException(method + " expects a " + type.getSimpleName() + ", got a "
                    + asked.getClass().getName() + ": " + Shown.key(asked));
        }
        if (constructor == null) {
            return KeyType.canonical(asked);
        }
        Object[] parts = parts(asked);
        if (!shapes) {
            return asked;
        }
        return of(Arrays.stream(parts).map(KeyType::canonical).toArray());
    }

    /**
     * The key in a form that a {@link java.util.HashMap} finds among any number that share its hash code: with an
     * order, which the map uses of a class that is comparable to itself, but not of a record or a date.
     */
    Object inMap(Object key) {
        return foundAsItIs ? key : new MapKey(key, this);
    }

    @Override
    public String toString() {
        return names.size() == 1 ? names.get(0) : Arrays.toString(names.toArray());
    }
}
