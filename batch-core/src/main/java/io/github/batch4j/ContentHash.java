package io.github.batch4j;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A seeded hash of an object's content, used when hash codes collide.
 *
 * <p>Keys come from clients, who can easily find any number of strings, or of pairs of numbers, with the same
 * {@link Object#hashCode}. This hash has a secret random seed. It covers the content of strings, numbers, records and
 * lists; for any other object it is as good as the object's own hash code.
 *
 * <p>Equal objects have equal hashes within one JVM.
 */
final class ContentHash {

    private static final long SEED = ThreadLocalRandom.current().nextLong();

    /** The depth to which records and lists are opened. */
    private static final int DEPTH = 8;

    /**
     * The accessors of the components that make records of a class equal; none if it defines its own equality, or if
     * they cannot be read, as those of a class that a native image has not registered for reflection.
     */
    private static final ClassValue<Method[]> COMPARED = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            try {
                return hasEqualityOfComponents(type) ? accessors(type) : new Method[0];
            } catch (VirtualMachineError failure) {
                throw failure;
            } catch (NoSuchMethodException | Error unreadable) { // a native image has an Error of its own
                return new Method[0];
            }
        }
    };

    private ContentHash() {}

    /** The hash of an object; throws what its own {@code hashCode} throws. */
    static int of(Object object) {
        long hash = of(object, DEPTH);
        return (int) (hash ^ (hash >>> 32));
    }

    private static long of(@Nullable Object object, int depth) {
        if (object instanceof String text) {
            return ofText(text);
        }
        if (object instanceof Long || object instanceof Double) {
            return mixed(SEED ^ bits((Number) object));
        }
        if (object instanceof UUID id) {
            return mixed(mixed(SEED ^ id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
        }
        if (object != null && isEqualAsItPrints(object)) {
            return ofText(object.toString());
        }
        if (object instanceof Record && depth > 0) {
            return ofRecord(object, depth - 1);
        }
        if (object instanceof List<?> list && depth > 0) {
            return ofAll(list.toArray(), depth - 1);
        }
        return mixed(SEED ^ Objects.hashCode(object));
    }

    private static long bits(Number number) {
        return number instanceof Long whole ? whole : Double.doubleToLongBits(number.doubleValue());
    }

    /** True for types whose values are equal if and only if they print the same, as BigDecimal (1.0 is not 1.00). */
    private static boolean isEqualAsItPrints(Object object) {
        return object instanceof Integer
                || object instanceof BigDecimal
                || object instanceof BigInteger
                || object.getClass().getName().startsWith("java.time.");
    }

    private static long ofText(String text) {
        long hash = SEED;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return mixed(hash ^ text.length());
    }

    private static long ofAll(@Nullable Object[] parts, int depth) {
        long hash = SEED;
        for (Object part : parts) {
            hash = mixed(hash ^ of(part, depth));
        }
        return hash;
    }

    /** The hash of a record by its components, if its equality is that of the components. */
    private static long ofRecord(Object row, int depth) {
        @Nullable Object[] parts = components(row);
        return parts.length == 0 ? mixed(SEED ^ row.hashCode()) : ofAll(parts, depth);
    }

    private static @Nullable Object[] components(Object row) {
        Method[] accessors = COMPARED.get(row.getClass());
        @Nullable Object[] parts = new @Nullable Object[accessors.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = accessors[i].invoke(row);
            }
        } catch (ReflectiveOperationException failure) {
            return new Object[0];
        }
        return parts;
    }

    /** True if the equality of a record is generated: the compiler makes generated methods final. */
    private static boolean hasEqualityOfComponents(Class<?> type) throws NoSuchMethodException {
        return Modifier.isFinal(type.getMethod("equals", Object.class).getModifiers());
    }

    /** The accessors of a record; none if its module does not open them. */
    private static Method[] accessors(Class<?> type) {
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

    /** Spreads each bit over all others. */
    private static long mixed(long bits) {
        long hash = (bits ^ (bits >>> 32)) * 0xD6E8FEB86659FD93L;
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 32);
    }

    /**
     * A key that keeps a {@link java.util.HashMap} fast when hash codes collide: the map puts comparable keys with
     * equal hash codes into a tree, and these are ordered by a {@link ContentHash}.
     */
    static final class Key implements Comparable<Key> {

        private final Object key;
        private final int hash;

        /** The cached hash of the content; zero if not computed, and in one of four billion cases even then. */
        private int content;

        Key(Object key) {
            this.key = key;
            this.hash = key.hashCode();
        }

        /** Returns a key within a partition, which is null if there are none. */
        static Key of(Object key, @Nullable Object partition) {
            return new Key(partition == null ? key : new InPartition(key, partition));
        }

        private record InPartition(Object key, Object partition) {}

        private int content() {
            if (content == 0) {
                content = ContentHash.of(key);
            }
            return content;
        }

        @Override
        public int compareTo(Key other) {
            return Integer.compare(content(), other.content());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key another
                    && hash == another.hash
                    && !isKnownToDiffer(another)
                    && key.equals(another.key);
        }

        /** True if the content hashes are known and differ, as in a tree; saves comparing the keys on the way. */
        private boolean isKnownToDiffer(Key other) {
            return content != other.content && content != 0 && other.content != 0;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            return key.toString();
        }
    }
}
