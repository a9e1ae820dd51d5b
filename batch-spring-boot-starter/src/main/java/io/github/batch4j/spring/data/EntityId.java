package io.github.batch4j.spring.data;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper for maps around an id that is a record: it has the order of the components, by which a
 * {@link java.util.HashMap} finds one among thousands that share a hash code, as a client may choose them. Components
 * without an order of their own compare as equal.
 */
final class EntityId implements Comparable<EntityId> {

    private static final Set<Class<?>> EXACT =
            Set.of(Long.class, Integer.class, Short.class, Byte.class, BigInteger.class, UUID.class);

    private static final Accessors ACCESSORS = new Accessors();

    private final Object id;

    /** The components, made when hash codes collide. */
    private @Nullable Object @Nullable [] parts;

    private EntityId(Object id) {
        this.id = id;
    }

    /** The form of an id in maps. One with an equality of its own stays as it is: its components do not define that. */
    static Object inMap(Object id) {
        return isEqualByComponents(id) ? new EntityId(id) : id;
    }

    /**
     * True for an id that equals no other one in the database: an integer or a UUID, or a record of these. Texts are
     * compared by a collation, other numbers and times with the precision of the column.
     */
    static boolean isExact(@Nullable Object id) {
        if (id == null || EXACT.contains(id.getClass())) {
            return true;
        }
        if (!isEqualByComponents(id)) {
            return false;
        }
        @Nullable Object[] parts = new EntityId(id).parts();
        return parts.length == id.getClass().getRecordComponents().length
                && Arrays.stream(parts).allMatch(part -> isExact(part));
    }

    /** True for a record without an {@code equals} of its own: the compiler makes those that it adds final. */
    private static boolean isEqualByComponents(Object id) {
        try {
            return id instanceof Record
                    && Modifier.isFinal(
                            id.getClass().getMethod("equals", Object.class).getModifiers());
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public int compareTo(EntityId other) {
        int order = id.getClass().getName().compareTo(other.id.getClass().getName());
        @Nullable Object[] own = parts();
        @Nullable Object[] others = other.parts();
        for (int i = 0; order == 0 && i < Math.min(own.length, others.length); i++) {
            order = compare(own[i], others[i]);
        }
        return order;
    }

    private static int compare(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        if (one.getClass() != other.getClass()) {
            return one.getClass().getName().compareTo(other.getClass().getName());
        }
        if (isEqualByComponents(one)) {
            return new EntityId(one).compareTo(new EntityId(other));
        }
        return one instanceof Comparable<?> ? compareNaturally(one, other) : 0;
    }

    @SuppressWarnings("unchecked") // they are of the same class
    private static <T> int compareNaturally(T one, T other) {
        return ((Comparable<T>) one).compareTo(other);
    }

    private @Nullable Object[] parts() {
        @Nullable Object[] known = parts;
        if (known == null) {
            Method[] accessors = ACCESSORS.get(id.getClass());
            known = new @Nullable Object[accessors.length];
            try {
                for (int i = 0; i < known.length; i++) {
                    known[i] = accessors[i].invoke(id);
                }
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException(
                        "a component of an id of " + id.getClass().getName() + " cannot be read");
            }
            parts = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntityId wrapped && id.equals(wrapped.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The accessors of the components of a record; none if its module does not open them. */
    private static final class Accessors extends ClassValue<Method[]> {

        @Override
        protected Method[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Method[] accessors = new Method[components.length];
            for (int i = 0; i < components.length; i++) {
                accessors[i] = components[i].getAccessor();
                if (!accessors[i].trySetAccessible()) {
                    return new Method[0];
                }
            }
            return accessors;
        }
    }
}
