package io.github.batch4j.spring.jdbc;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The columns that make up a key: one, or one for each component of a record.
 *
 * @param <K> the type of the keys
 */
final class KeyColumns<K> {

    /** The parameter of a list of keys. No column or parameter of a text has this name, as none has a $ in it. */
    static final String LIST = "keys$";

    private final Class<?> type;
    private final List<String> names;
    private final List<KeyType<?>> types;
    private final List<String> arrayTypes;

    /** Null for a key of one column. */
    private final @Nullable Constructor<K> constructor;

    private final List<RecordComponent> components;

    /** True if equal keys may have several shapes, as decimals have. */
    private final boolean decimals;

    private final boolean texts;

    /** True if maps take the key itself: it has an order that they use, or an equality of its own, which has none. */
    private final boolean foundAsItIs;

    private KeyColumns(
            Class<K> type,
            List<String> names,
            List<KeyType<?>> types,
            @Nullable Constructor<K> constructor,
            List<RecordComponent> components) {
        this.type = ClassUtils.resolvePrimitiveIfNecessary(type);
        this.names = names;
        this.types = types;
        this.arrayTypes = arrayTypes(types);
        this.constructor = constructor;
        this.components = components;
        this.texts =
                type == String.class || components.stream().anyMatch(component -> component.getType() == String.class);
        this.foundAsItIs = constructor == null
                ? Arrays.stream(this.type.getGenericInterfaces()).anyMatch(this::isOrder)
                : !isEqualByComponents(type);
        this.decimals = components.stream().anyMatch(component -> component.getType() == BigDecimal.class);
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
        components.forEach(component -> ReflectionUtils.makeAccessible(component.getAccessor()));
        return new KeyColumns<>(
                type,
                names,
                components.stream()
                        .<KeyType<?>>map(component -> KeyType.of(component.getType(), method))
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
    List<KeyType<?>> types() {
        return types;
    }

    int count() {
        return names.size();
    }

    /** True if a column is a text. */
    boolean haveTexts() {
        return texts;
    }

    /** True if a text of a key has the character 0 in it. */
    boolean hasZero(Object key) {
        return constructor == null ? isWithZero(key) : Arrays.stream(parts(key)).anyMatch(KeyColumns::isWithZero);
    }

    private static boolean isWithZero(Object part) {
        return part instanceof String text && text.indexOf('\0') >= 0;
    }

    /** The names of the types of an array of each column, empty if one of them cannot be sent in one. */
    private static List<String> arrayTypes(List<KeyType<?>> types) {
        List<String> arrayTypes = new ArrayList<>();
        for (KeyType<?> type : types) {
            String arrayType = type.arrayType();
            if (arrayType == null) {
                return List.of();
            }
            arrayTypes.add(arrayType);
        }
        return arrayTypes;
    }

    /** True if the keys are sent in arrays. */
    boolean areArrays(Dialect dialect) {
        return !arrayTypes.isEmpty() && (count() == 1 ? dialect.arrays() : dialect.unnests());
    }

    /** The end of a condition that selects the rows of the keys. */
    String comparison(Dialect dialect) {
        if (!areArrays(dialect)) {
            return "in (:" + LIST + ")";
        }
        return count() == 1
                ? "= any(:" + array(0) + ")"
                : IntStream.range(0, count())
                        .mapToObj(column -> ":" + array(column))
                        .collect(Collectors.joining(", ", "in (select * from unnest(", "))"));
    }

    /** The parameter of the array of a column. */
    static String array(int column) {
        return LIST + column;
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
        return BeanUtils.instantiateClass(constructor, parts);
    }

    /** All values of a column, as a statement takes them. */
    SqlArrayValue array(List<?> asked, int column) {
        Object[] values = types.get(column).newArray(asked.size()); // drivers are faster with arrays of what they know
        for (int i = 0; i < values.length; i++) {
            values[i] = constructor == null ? asked.get(i) : part(components.get(column), asked.get(i));
        }
        return new SqlArrayValue(arrayTypes.get(column), values);
    }

    /** The values of a key as a statement takes them. */
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
     * The one form of all keys that are equal to the database.
     *
     * @throws IllegalArgumentException if it is of another type, which a cast may have hidden, or a part of it is null
     */
    @SuppressWarnings("unchecked") // the type stays the same
    K canonical(Object asked, String method) {
        if (!type.isInstance(asked)) {
            throw new IllegalArgumentException(method + " expects a " + type.getSimpleName() + ", got a "
                    + asked.getClass().getName() + ": " + Shown.key(asked));
        }
        K key = (K) asked;
        if (constructor == null) {
            return (K) KeyType.canonical(key);
        }
        Object[] parts = parts(key);
        if (!decimals) {
            return key;
        }
        return BeanUtils.instantiateClass(
                constructor, Arrays.stream(parts).map(KeyType::canonical).toArray());
    }

    /**
     * The key in a form that a {@link java.util.HashMap} finds among any number that share its hash code: with an
     * order, which the map uses of a class that is comparable to itself, but not of a record or a date.
     */
    Object inMap(Object key) {
        return foundAsItIs ? key : new MapKey(key, this);
    }

    /** A form for maps that is equal for keys which differ only by spaces at the end of their texts. */
    Object unpadded(Object key) {
        return constructor == null
                ? inMap(KeyType.unpadded(key))
                : new MapKey(Arrays.stream(parts(key)).map(KeyType::unpadded).toList());
    }

    @Override
    public String toString() {
        return names.size() == 1 ? names.get(0) : Arrays.toString(names.toArray());
    }
}
