package io.github.batch4j;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure of several executions, copied for each of them: the traces and suppressed exceptions that one attaches must
 * not appear in the log of another.
 */
final class OwnFailure {

    private OwnFailure() {}

    /**
     * A new exception of the same type, message, cause and stack trace. The same one if its type has fields, which a
     * copy would lose, or no public constructor with a message and such a cause.
     */
    static Throwable of(Throwable failure) {
        try {
            Throwable copy = hasFields(failure.getClass()) ? null : copy(failure, failure.getCause());
            if (copy == null) {
                return failure;
            }
            copy.setStackTrace(failure.getStackTrace());
            for (Throwable suppressed : failure.getSuppressed()) {
                copy.addSuppressed(suppressed);
            }
            return copy;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError noCopy) {
            return failure;
        }
    }

    private static @Nullable Throwable copy(Throwable failure, @Nullable Throwable cause)
            throws ReflectiveOperationException {
        for (Constructor<?> constructor : failure.getClass().getConstructors()) {
            Class<?>[] types = constructor.getParameterTypes();
            if (types.length == 0 || types[0] != String.class) {
                continue;
            }
            if (types.length == 2 && Throwable.class.isAssignableFrom(types[1]) && types[1].isInstance(cause)) {
                return (Throwable) constructor.newInstance(failure.getMessage(), cause);
            }
            if (types.length == 1 && cause == null) {
                return (Throwable) constructor.newInstance(failure.getMessage());
            }
        }
        return null;
    }

    private static boolean hasFields(Class<?> type) {
        for (Class<?> each = type; each != null && each != Throwable.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Copies the failures of single operations that several parts of a call have got, for each of them. */
    static void separate(List<? extends MergedPart<?>> parts) {
        Map<Throwable, MergedPart<?>> owners = new IdentityHashMap<>();
        Set<Throwable> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (MergedPart<?> part : parts) {
            for (Object answer : part.answersSoFar()) {
                if (answer instanceof BatchResults.Failed failed) {
                    MergedPart<?> other = owners.putIfAbsent(failed.failure(), part);
                    if (other != null && other != part) {
                        shared.add(failed.failure());
                    }
                }
            }
        }
        if (!shared.isEmpty()) {
            parts.forEach(part -> part.copyFailures(shared));
        }
    }
}
