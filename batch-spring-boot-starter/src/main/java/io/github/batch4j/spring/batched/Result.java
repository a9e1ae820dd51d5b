package io.github.batch4j.spring.batched;

import io.github.batch4j.BatchExecutor;
import io.github.batch4j.BatchLoader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** The result that a caller gets of a loaded value. */
enum Result {
    VALUE,

    /** A value of a primitive type: without one the call fails. */
    REQUIRED,

    OPTIONAL,
    LIST,
    SET,
    MAP;

    /** The result for a key without a value. */
    private @Nullable Object absent() {
        return switch (this) {
            case VALUE, REQUIRED -> null;
            case OPTIONAL -> Optional.empty();
            case LIST -> List.of();
            case SET -> Set.of();
            case MAP -> Map.of();
        };
    }

    /** Waits for the value of a key. */
    @Nullable
    Object load(BatchExecutor executor, BatchLoader<Object, Object> loader, Object key) {
        if (this == REQUIRED) {
            return executor.execute(loader.require(key));
        }
        Object value = executor.execute(loader.get(key));
        if (value == null) {
            return absent();
        }
        return this == OPTIONAL && !(value instanceof Optional) ? Optional.of(value) : value;
    }

    /** Finds the result of a method that gets values of a type, null if they do not fit. */
    static @Nullable Result find(ResolvableType wanted, ResolvableType value) {
        Class<?> raw = wanted.toClass();
        if (Types.fits(wanted, value)) {
            if (raw.isPrimitive()) {
                return REQUIRED;
            }
            if (raw == Optional.class) {
                return OPTIONAL;
            }
            if (raw == Set.class) {
                return SET;
            }
            if (raw == Map.class) {
                return MAP;
            }
            return isMany(raw) ? LIST : VALUE;
        }
        return raw == Optional.class && Types.fits(wanted.getGeneric(), value) ? OPTIONAL : null;
    }

    /** True if a method returns several values of a type. */
    static boolean isManyOf(ResolvableType wanted, ResolvableType value) {
        return isMany(wanted.toClass()) && Types.fits(wanted.as(Iterable.class).getGeneric(), value);
    }

    /** The type of a value, if the method returns an Optional of it. */
    static ResolvableType valueOf(ResolvableType wanted) {
        return wanted.toClass() == Optional.class ? wanted.getGeneric() : wanted;
    }

    private static boolean isMany(Class<?> type) {
        return Types.isOneOf(type, List.class, Collection.class, Iterable.class);
    }
}
