package io.github.batch4j;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Coroutines on the JDK's internal continuations, the mechanism below virtual threads.
 *
 * <p>Suspending a task moves its stack frames from the calling thread's stack to the heap; resuming it copies them
 * back. All tasks run on the calling thread, so no thread ever waits for another. This makes continuations the cheapest
 * kind, with three consequences: values that a task binds to its thread have to be unbound when it is suspended, scoped
 * values cannot be kept at all (see {@link ScopedBindings}), and a task with native code on its stack cannot be
 * suspended.
 *
 * <p>The classes are in {@value #PACKAGE}, a package that {@code java.base} does not export, and are absent from the
 * compile-time API. They are looked up at run time, and only if the application has {@linkplain #option exported} it.
 */
final class Continuations implements Coroutine.Factory, Coroutine.Provider {

    /** The first JDK in which a continuation can be suspended inside {@code synchronized}. */
    private static final int UNPINNED = 24;

    private static final String PACKAGE = "jdk.internal.vm";

    /** The property by which code knows that it runs in a native image. */
    static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

    /** True once a provider was made, so that tasks may run on continuations. */
    private static boolean used;

    private Continuations() {}

    /** The innermost continuation that runs on this thread; null if there is none, as when bodies run on threads. */
    static @Nullable Object current() {
        return used ? Jdk.CURRENT.get() : null;
    }

    /** True if the application has exported the package to this module. */
    static boolean isExported() {
        Module base = Object.class.getModule();
        return base.getPackages().contains(PACKAGE) && base.isExported(PACKAGE, Continuations.class.getModule());
    }

    /**
     * The JVM option that exports the package to a module. A manifest can do so for unnamed modules only.
     */
    static String option(Module module) {
        String option = "--add-exports java.base/" + PACKAGE + "=";
        return module.isNamed()
                ? option + module.getName()
                : option + "ALL-UNNAMED, or Add-Exports in the manifest of the jar that is started";
    }

    /**
     * The provider of continuations.
     *
     * @throws UnsupportedOperationException with the reason, if this JVM has none or does not export them
     */
    static Coroutine.Provider provider() {
        if (System.getProperty(NATIVE_IMAGE) != null) {
            throw new UnsupportedOperationException("a native image cannot look up");
        }
        if (Runtime.version().feature() < UNPINNED) {
            throw new UnsupportedOperationException(
                    "needs JDK " + UNPINNED + ", this is " + Runtime.version().feature());
        }
        if (!isExported()) {
            throw new UnsupportedOperationException("needs " + option(Continuations.class.getModule()));
        }
        try {
            Jdk.check();
        } catch (ExceptionInInitializerError | NoClassDefFoundError failure) {
            throw new UnsupportedOperationException("could not be looked up: " + failure.getCause(), failure);
        }
        used = true;
        return new Continuations();
    }

    @Override
    public CoroutineKind kind() {
        return CoroutineKind.CONTINUATION;
    }

    @Override
    public Coroutine.Factory factory(Coroutine.Host host) {
        return this;
    }

    @Override
    public Coroutine coroutine(Coroutine.Task task) {
        return new ContinuationCoroutine(task);
    }

    @Override
    public boolean isCallingThread() {
        return true;
    }

    /** The methods of {@code jdk.internal.vm.Continuation}. */
    private static final class Jdk {

        private static final Function<Runnable, Object> NEW;
        private static final Consumer<Object> RUN;
        private static final BooleanSupplier YIELD;
        private static final Supplier<@Nullable Object> CURRENT;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> type = Class.forName(PACKAGE + ".Continuation");
                Class<?> scopeType = Class.forName(PACKAGE + ".ContinuationScope");
                // One scope for all, since only the innermost task is ever suspended.
                Object scope = scopeType.getConstructor(String.class).newInstance("batch4j");
                MethodHandle make =
                        lookup.findConstructor(type, MethodType.methodType(void.class, scopeType, Runnable.class));
                MethodHandle run = lookup.findVirtual(type, "run", MethodType.methodType(void.class));
                MethodHandle suspend =
                        lookup.findStatic(type, "yield", MethodType.methodType(boolean.class, scopeType));
                MethodHandle current =
                        lookup.findStatic(type, "getCurrentContinuation", MethodType.methodType(type, scopeType));
                NEW = Coroutines.Lambdas.of(Function.class, "apply", lookup, make, scope);
                RUN = Coroutines.Lambdas.of(Consumer.class, "accept", lookup, run);
                YIELD = Coroutines.Lambdas.of(BooleanSupplier.class, "getAsBoolean", lookup, suspend, scope);
                CURRENT = Coroutines.Lambdas.of(Supplier.class, "get", lookup, current, scope);
            } catch (ReflectiveOperationException failure) {
                throw new ExceptionInInitializerError(failure);
            }
        }

        private Jdk() {}

        /** Initializes this class, and with it all lookups. */
        static void check() {}
    }

    private static final class ContinuationCoroutine implements Coroutine {

        private final Task task;
        private final Object continuation;

        /** The scoped values that were bound when the task was started or resumed. */
        private @Nullable Object bindings;

        ContinuationCoroutine(Task task) {
            this.task = task;
            this.continuation = Jdk.NEW.apply(task);
        }

        /**
         * Runs the next tasks as well. After stacks have been exchanged the processor mispredicts return addresses, so
         * the fewer methods return between two tasks the better.
         */
        @Override
        public void resume() {
            Host host = task.host();
            ContinuationCoroutine next = this;
            while (next != null) {
                next.bindings = ScopedBindings.current();
                Jdk.RUN.accept(next.continuation);
                host.stopped(next.task);
                next = next(host);
            }
        }

        private static @Nullable ContinuationCoroutine next(Host host) {
            return host.shouldStop() ? null : (ContinuationCoroutine) host.next();
        }

        @Override
        public void beforeSuspend() {
            bindings = ScopedBindings.check(bindings, task);
        }

        /**
         * Fails if the continuation is pinned: the JDK cannot unmount native frames, such as of a static initializer.
         */
        @Override
        public boolean suspend(Object reason) {
            try {
                return Jdk.YIELD.getAsBoolean();
            } catch (IllegalStateException pinned) {
                return false;
            }
        }

        @Override
        public boolean isInside() {
            return Jdk.CURRENT.get() == continuation;
        }
    }

    /**
     * The scoped values that are bound to a thread. A continuation does not carry them: if a body yielded inside
     * {@code ScopedValue.where}, the other bodies would see its values on the thread that they share.
     */
    static final class ScopedBindings {

        /** Null if the JDK does not expose them; such yields are then not detected. */
        private static final @Nullable Supplier<Object> CAPTURE;

        private static final @Nullable Function<Object, @Nullable Object> BINDINGS;

        static {
            Supplier<Object> capture = null;
            Function<Object, @Nullable Object> bindings = null;
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> container = Class.forName("jdk.internal.vm.ScopedValueContainer");
                Class<?> snapshot = Class.forName("jdk.internal.vm.ScopedValueContainer$BindingsSnapshot");
                MethodHandle captures =
                        lookup.findStatic(container, "captureBindings", MethodType.methodType(snapshot));
                MethodHandle binds =
                        lookup.findVirtual(snapshot, "scopedValueBindings", MethodType.methodType(Object.class));
                capture = Coroutines.Lambdas.of(Supplier.class, "get", lookup, captures);
                bindings = Coroutines.Lambdas.of(Function.class, "apply", lookup, binds);
            } catch (ReflectiveOperationException | LinkageError missing) {
                // Without them, yields inside ScopedValue.where are not detected.
            }
            CAPTURE = capture;
            BINDINGS = bindings;
        }

        private ScopedBindings() {}

        static @Nullable Object current() {
            return CAPTURE == null || BINDINGS == null ? null : BINDINGS.apply(CAPTURE.get());
        }

        /**
         * Refuses a yield inside {@code ScopedValue.where}. The JDK also changes the field when it has merely searched
         * for bindings, so a difference is only a hint, after which the stack is searched once.
         *
         * @return the bindings to compare with next time
         */
        static @Nullable Object check(@Nullable Object before, Coroutine.Task task) {
            Object now = current();
            if (now != before && isInsideWhere(task)) {
                throw new IllegalStateException(
                        "a body on a continuation cannot yield inside ScopedValue.where(...): the"
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
}
