package io.github.batch4j.spring.jdbc;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wrapper for maps around a key of several columns, or of a type without an order that {@link java.util.HashMap}
 * uses: it has the order of the parts of the key.
 */
final class MapKey implements Comparable<MapKey> {

    private final Object key;
    private final @Nullable KeyColumns<?> columns;

    /** The parts, made when hash codes collide. */
    private Object @Nullable [] parts;

    MapKey(Object key, KeyColumns<?> columns) {
        this.key = key;
        this.columns = columns;
    }

    /** Wraps a key that is given by its parts. */
    MapKey(List<Object> parts) {
        this.key = parts;
        this.columns = null;
        this.parts = parts.toArray();
    }

    private Object[] parts() {
        Object[] made = parts;
        if (made == null) {
            made = Objects.requireNonNull(columns).parts(key);
            parts = made;
        }
        return made;
    }

    @Override
    public int compareTo(MapKey other) {
        return KeyOrder.compare(parts(), other.parts());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MapKey wrapped && key.equals(wrapped.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
