package io.github.batch4j;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The scoped values that are bound to a thread. A continuation does not take them along: if a body yielded inside
 * {@code ScopedValue.where}, the bodies beside it would find its values on the thread that they share.
 */
final class ScopedBindings {

    /** Null where the JDK does not tell; then nothing is noticed. */
    private static final @Nullable Supplier<Object> CAPTURE;

    private static final @Nullable Function<Object, @Nullable Object> BINDINGS;

    static {
        Supplier<Object> capture = null;
        Function<Object, @Nullable Object> bindings = null;
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> container = Class.forName("jdk.internal.vm.ScopedValueContainer");
            Class<?> snapshot = Class.forName("jdk.internal.vm.ScopedValueContainer$BindingsSnapshot");
            MethodHandle captures = lookup.findStatic(container, "captureBindings", MethodType.methodType(snapshot));
            MethodHandle binds =
                    lookup.findVirtual(snapshot, "scopedValueBindings", MethodType.methodType(Object.class));
            capture = Lambdas.of(Supplier.class, "get", lookup, captures);
            bindings = Lambdas.of(Function.class, "apply", lookup, binds);
        } catch (ReflectiveOperationException | LinkageError missing) {
            // As if there were none.
        }
        CAPTURE = capture;
        BINDINGS = bindings;
    }

    private ScopedBindings() {}

    static @Nullable Object current() {
        return CAPTURE == null || BINDINGS == null ? null : BINDINGS.apply(CAPTURE.get());
    }

    /**
     * Refuses a yield if there are other bindings than when the body began or went on.
     *
     * @return what to compare with next time: the JDK notes in the same place whether it has looked for bindings, so a
     *     difference alone says nothing, and the stack needs to be searched but once for it
     */
    static @Nullable Object check(@Nullable Object before, Coroutine.Task task) {
        Object now = current();
        if (now != before && isInsideWhere(task)) {
            throw new IllegalStateException("a body on a continuation cannot yield inside ScopedValue.where(...): the"
                    + " bodies beside it would see its values; bind them around execute, or run bodies on "
                    + CoroutineKind.VIRTUAL_THREAD + " (-D" + Coroutines.PROPERTY + ")");
        }
        return now;
    }

    private static boolean isInsideWhere(Coroutine.Task task) {
        return StackWalker.getInstance()
                .walk(frames -> frames.takeWhile(frame -> !isStart(frame, task))
                        .anyMatch(frame -> frame.getClassName().startsWith("java.lang.ScopedValue")));
    }

    private static boolean isStart(StackWalker.StackFrame frame, Coroutine.Task task) {
        return frame.getClassName().equals(task.getClass().getName())
                && frame.getMethodName().equals("run");
    }
}
