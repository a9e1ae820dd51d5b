package io.github.batch4j;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A failure of several executions, copied for each of them: the traces and suppressed exceptions that one attaches must
 * not appear in the log of another.
 */
final class OwnFailure {

    private OwnFailure() {}

    /**
     * A new exception of the same type and message, with the given one as its cause. The same one if that type has
     * fields, which a copy would lose, or no public constructor with a message and a cause.
     */
    static Throwable of(Throwable failure) {
        Class<? extends Throwable> type = failure.getClass();
        try {
            if (!hasFields(type)) {
                return type.getConstructor(String.class, Throwable.class).newInstance(failure.getMessage(), failure);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError noCopy) {
            return failure;
        }
        return failure;
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
