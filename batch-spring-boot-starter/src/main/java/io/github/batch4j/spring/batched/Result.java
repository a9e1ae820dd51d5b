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

/** What a caller gets of a loaded value. */
enum Result {

    /** The value, null if there is none. */
    VALUE {
        @Override
        @Nullable
        Object of(@Nullable Object value) {
            return value;
        }
    },

    /** The value of a primitive type, which must be there. */
    REQUIRED {
        @Override
        @Nullable
        Object of(@Nullable Object value) {
            return value;
        }

        @Override
        @Nullable
        Object load(BatchExecutor executor, BatchLoader<Object, Object> loader, Object key) {
            return executor.execute(loader.require(key));
        }
    },

    OPTIONAL {
        @Override
        Object of(@Nullable Object value) {
            return value instanceof Optional<?> optional ? optional : Optional.ofNullable(value);
        }
    },

    LIST {
        @Override
        Object of(@Nullable Object value) {
            return value == null ? List.of() : value;
        }
    },

    SET {
        @Override
        Object of(@Nullable Object value) {
            return value == null ? Set.of() : value;
        }
    },

    MAP {
        @Override
        Object of(@Nullable Object value) {
            return value == null ? Map.of() : value;
        }
    };

    abstract @Nullable Object of(@Nullable Object value);

    /** Waits for the value of a key. */
    @Nullable
    Object load(BatchExecutor executor, BatchLoader<Object, Object> loader, Object key) {
        return of(executor.execute(loader.get(key)));
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
