package io.github.batch4j;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Bodies on the JDK's own continuations, which are what virtual threads are made of: a body that yields is taken off the
 * calling thread's stack, and laid back on it when it goes on. No thread ever waits for another.
 *
 * <p>They stand in a package that the JDK keeps for itself, and are reached through method handles.
 */
final class ContinuationCarrier implements Carrier, Carrier.Kind {

    /** Before, to yield inside {@code synchronized} was not possible. */
    private static final int UNPINNED = 24;

    private static final String PACKAGE = "jdk.internal.vm";

    private ContinuationCarrier() {}

    /** Whether the application has opened the package. */
    static boolean isExported() {
        Module base = Object.class.getModule();
        return base.getPackages().contains(PACKAGE) && base.isExported(PACKAGE, ContinuationCarrier.class.getModule());
    }

    /**
     * The kind of this carrier.
     *
     * @throws UnsupportedOperationException with the reason, if it cannot be had
     */
    static Carrier.Kind kind() {
        if (Runtime.version().feature() < UNPINNED) {
            throw new UnsupportedOperationException(
                    "needs JDK " + UNPINNED + ", this is " + Runtime.version().feature());
        }
        if (!isExported()) {
            throw new UnsupportedOperationException("needs --add-exports java.base/" + PACKAGE
                    + "=ALL-UNNAMED, or Add-Exports in the manifest of the jar that is started");
        }
        try {
            Handles.check();
        } catch (ExceptionInInitializerError | NoClassDefFoundError failure) {
            throw new UnsupportedOperationException("could not be looked up: " + failure.getCause(), failure);
        }
        return new ContinuationCarrier();
    }

    @Override
    public BodyCarrier is() {
        return BodyCarrier.CONTINUATION;
    }

    @Override
    public Carrier carrier(Bodies bodies) {
        return this;
    }

    @Override
    public Coroutine coroutine(BodyFrame body) {
        return new ContinuationCoroutine(body);
    }

    @Override
    public boolean isCallingThread() {
        return true;
    }

    /** The methods of {@code jdk.internal.vm.Continuation}. Constants, so that the compiler sees through them. */
    private static final class Handles {

        private static final MethodHandle NEW;
        private static final MethodHandle RUN;
        private static final MethodHandle YIELD;
        private static final MethodHandle CURRENT;

        /** One scope for all: what yields is always the innermost body. */
        private static final Object SCOPE;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> continuation = Class.forName(PACKAGE + ".Continuation");
                Class<?> scope = Class.forName(PACKAGE + ".ContinuationScope");
                SCOPE = scope.getConstructor(String.class).newInstance("batch4j");
                NEW = lookup.findConstructor(continuation, MethodType.methodType(void.class, scope, Runnable.class))
                        .bindTo(SCOPE)
                        .asType(MethodType.methodType(Object.class, Runnable.class));
                RUN = lookup.findVirtual(continuation, "run", MethodType.methodType(void.class))
                        .asType(MethodType.methodType(void.class, Object.class));
                YIELD = lookup.findStatic(continuation, "yield", MethodType.methodType(boolean.class, scope))
                        .bindTo(SCOPE);
                CURRENT = lookup.findStatic(
                                continuation, "getCurrentContinuation", MethodType.methodType(continuation, scope))
                        .bindTo(SCOPE)
                        .asType(MethodType.methodType(Object.class));
            } catch (ReflectiveOperationException failure) {
                throw new ExceptionInInitializerError(failure);
            }
        }

        private Handles() {}

        /** Looks everything up. */
        static void check() {}
    }

    private static final class ContinuationCoroutine implements Coroutine {

        private final Object continuation;

        /** What scoped values were bound when the body began or went on. */
        private @Nullable Object bindings;

        ContinuationCoroutine(BodyFrame body) {
            try {
                continuation = (Object) Handles.NEW.invokeExact((Runnable) body);
            } catch (Throwable failure) {
                throw Throwables.unchecked(failure);
            }
        }

        @Override
        public void resume() {
            bindings = ScopedBindings.current();
            try {
                Handles.RUN.invokeExact(continuation);
            } catch (Throwable failure) {
                throw Throwables.unchecked(failure);
            }
        }

        @Override
        public void beforeSuspend() {
            ScopedBindings.check(bindings);
        }

        /** The JDK refuses to take native code off the stack, such as that which runs a static initializer. */
        @Override
        public boolean suspend(Object reason) {
            try {
                return (boolean) Handles.YIELD.invokeExact();
            } catch (IllegalStateException pinned) {
                return false;
            } catch (Throwable failure) {
                throw Throwables.unchecked(failure);
            }
        }

        @Override
        public boolean isInside() {
            @Nullable Object current;
            try {
                current = (Object) Handles.CURRENT.invokeExact();
            } catch (Throwable failure) {
                throw Throwables.unchecked(failure);
            }
            return current == continuation;
        }
    }
}
