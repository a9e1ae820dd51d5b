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
 * Coroutines on the JDK's own continuations, which are what virtual threads are made of: a task that suspends is taken off
 * the calling thread's stack, and laid back on it when it goes on. No thread ever waits for another.
 *
 * <p>They stand in a package that the JDK keeps for itself, which is why they are looked up at run time.
 */
final class Continuations implements Coroutine.Factory, Coroutine.Provider {

    /** Before, to yield inside {@code synchronized} was not possible. */
    private static final int UNPINNED = 24;

    private static final String PACKAGE = "jdk.internal.vm";

    /** Whether there may be continuations at all. */
    private static boolean used;

    private Continuations() {}

    /** The innermost body that runs on this thread; null if there is none, or bodies have threads of their own. */
    static @Nullable Object current() {
        return used ? Jdk.CURRENT.get() : null;
    }

    /** Whether the application has opened the package. */
    static boolean isExported() {
        Module base = Object.class.getModule();
        return base.getPackages().contains(PACKAGE) && base.isExported(PACKAGE, Continuations.class.getModule());
    }

    /**
     * The option of the JVM that opens the package to a module. A manifest can do that for those without a name only.
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
     * @throws UnsupportedOperationException with the reason, if it cannot be had
     */
    static Coroutine.Provider provider() {
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
                // One scope for all: what yields is always the innermost body.
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

        /** Looks everything up. */
        static void check() {}
    }

    private static final class ContinuationCoroutine implements Coroutine {

        private final Task task;
        private final Object continuation;

        /** What scoped values were bound when the body began or went on. */
        private @Nullable Object bindings;

        ContinuationCoroutine(Task task) {
            this.task = task;
            this.continuation = Jdk.NEW.apply(task);
        }

        /**
         * Runs the next ones too: the processor does not foresee where methods return to when stacks have been
         * exchanged, so the fewer have to return the better.
         */
        @Override
        public void resume() {
            ContinuationCoroutine next = this;
            while (next != null) {
                next.bindings = ScopedBindings.current();
                Jdk.RUN.accept(next.continuation);
                Host host = next.task.host();
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

        /** The JDK refuses to take native code off the stack, such as that which runs a static initializer. */
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
     * The scoped values that are bound to a thread. A continuation does not take them along: if a body yielded inside
     * {@code ScopedValue.where}, the bodies beside it would find its values on the thread that they share.
     */
    static final class ScopedBindings {

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
                MethodHandle captures =
                        lookup.findStatic(container, "captureBindings", MethodType.methodType(snapshot));
                MethodHandle binds =
                        lookup.findVirtual(snapshot, "scopedValueBindings", MethodType.methodType(Object.class));
                capture = Coroutines.Lambdas.of(Supplier.class, "get", lookup, captures);
                bindings = Coroutines.Lambdas.of(Function.class, "apply", lookup, binds);
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
