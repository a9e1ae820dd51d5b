package io.github.batch4j;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The scoped values that are bound to a thread. A continuation does not take them along: if a body yielded inside
 * {@code ScopedValue.where}, the bodies beside it would find its values on the thread that they share.
 */
final class ScopedBindings {

    /** Null where the JDK does not tell; then nothing is noticed. */
    private static final @Nullable MethodHandle CURRENT = lookUp();

    private ScopedBindings() {}

    private static @Nullable MethodHandle lookUp() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> container = Class.forName("jdk.internal.vm.ScopedValueContainer");
            Class<?> snapshot = Class.forName("jdk.internal.vm.ScopedValueContainer$BindingsSnapshot");
            MethodHandle capture = lookup.findStatic(container, "captureBindings", MethodType.methodType(snapshot));
            MethodHandle bindings =
                    lookup.findVirtual(snapshot, "scopedValueBindings", MethodType.methodType(Object.class));
            return MethodHandles.filterReturnValue(capture, bindings);
        } catch (ReflectiveOperationException | LinkageError missing) {
            return null;
        }
    }

    static @Nullable Object current() {
        if (CURRENT == null) {
            return null;
        }
        try {
            return (Object) CURRENT.invokeExact();
        } catch (Throwable failure) {
            throw Throwables.unchecked(failure);
        }
    }

    /** Refuses a yield if there are other bindings than when the body began or went on. */
    static void check(@Nullable Object before) {
        // The JDK notes in the same place whether it has looked for bindings, so a difference alone says nothing.
        if (current() != before && isInsideWhere()) {
            throw new IllegalStateException("a body on a continuation cannot yield inside ScopedValue.where(...): the"
                    + " bodies beside it would see its values; bind them around execute, or run bodies on "
                    + BodyCarrier.VIRTUAL_THREAD + " (-D" + Carriers.PROPERTY + ")");
        }
    }

    private static boolean isInsideWhere() {
        return StackWalker.getInstance()
                .walk(frames -> frames.takeWhile(frame -> !BodyLines.isStart(frame.toStackTraceElement()))
                        .anyMatch(frame -> frame.getClassName().startsWith("java.lang.ScopedValue")));
    }
}
