package io.github.batch4j.spring.batched;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls of methods by reflection, with their own exceptions. */
final class Calls {

    private Calls() {}

    /** Calls a method; what it throws, also a checked exception, is thrown as it is. */
    static @Nullable Object invoke(Method method, Object target, @Nullable Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw Calls.<RuntimeException>undeclared(failure.getTargetException());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(method + " was made accessible", impossible);
        }
    }

    @SuppressWarnings("unchecked") // there is no cast at run time, and a batcher may throw anything
    private static <E extends Throwable> RuntimeException undeclared(Throwable failure) throws E {
        throw (E) failure;
    }
}
