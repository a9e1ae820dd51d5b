package io.github.batch4j;

import java.lang.System.Logger.Level;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what the bodies of an execution run on, by the thread that calls: the first in the order of
 * {@link CoroutineKind} that is available and does no harm there.
 *
 * <p>A virtual thread leaves the JDK's thread that carries it when it has to wait, for a monitor or in
 * {@link Object#wait} too, but not if the continuation of a body stands on its stack. As many such waits as there are
 * processors would stop all virtual threads, the one included that is waited for. So a virtual caller never runs bodies
 * on continuations.
 */
final class Coroutines {

    /** The system property that asks for a kind by its name. */
    static final String PROPERTY = "batch4j.coroutines";

    private static final System.Logger LOG = System.getLogger("io.github.batch4j");

    /** The providers made so far: executors share threads of one kind. */
    private static final Map<CoroutineKind, Coroutine.Provider> MADE = new ConcurrentHashMap<>();

    /** Those of the kinds that executors have asked for, which may be others. */
    private static final Map<CoroutineKind, Coroutine.Provider> OF_EXECUTORS = new ConcurrentHashMap<>();

    private static final Coroutine.Provider CHOSEN = choose(System.getProperty(PROPERTY));

    private Coroutines() {}

    /** The kind of coroutine of executions that the current thread calls. */
    static Coroutine.Provider forCaller() {
        return forCaller(CHOSEN);
    }

    /**
     * The kind of coroutine of executions that the current thread calls on an executor.
     *
     * @param wanted the kind that the executor asks for, null if it does not
     */
    static Coroutine.Provider forCaller(@Nullable CoroutineKind wanted) {
        return forCaller(wanted == null ? CHOSEN : OF_EXECUTORS.computeIfAbsent(wanted, Coroutines::chooseForExecutor));
    }

    private static Coroutine.Provider forCaller(Coroutine.Provider chosen) {
        return chosen.kind() == CoroutineKind.CONTINUATION && Callers.areVirtual() ? ForVirtualCallers.CHOSEN : chosen;
    }

    static CoroutineKind kind() {
        return forCaller().kind();
    }

    private static Coroutine.Provider choose(@Nullable String wanted) {
        boolean asked = wanted != null || Continuations.isExported();
        Coroutine.Provider chosen = choose(wanted == null ? CoroutineKind.CONTINUATION : named(wanted), asked);
        LOG.log(Level.INFO, "bodies run on: {0}", chosen.kind());
        return chosen;
    }

    private static Coroutine.Provider chooseForExecutor(CoroutineKind wanted) {
        Coroutine.Provider chosen = choose(wanted, true);
        LOG.log(Level.INFO, "bodies of executors that ask for {0} run on: {1}", wanted, chosen.kind());
        return chosen;
    }

    /** The wanted kind, or else the first after it that can be had. */
    private static Coroutine.Provider choose(CoroutineKind wanted, boolean asked) {
        CoroutineKind name = wanted;
        while (true) {
            try {
                return MADE.computeIfAbsent(name, Coroutines::make);
            } catch (UnsupportedOperationException missing) {
                Level level = asked ? Level.INFO : Level.DEBUG;
                LOG.log(level, "bodies cannot run on: {0}, which {1}", name, missing.getMessage());
                name = name == CoroutineKind.CONTINUATION
                        ? CoroutineKind.VIRTUAL_THREAD
                        : CoroutineKind.PLATFORM_THREAD;
            }
        }
    }

    private static CoroutineKind named(String name) {
        for (CoroutineKind kind : CoroutineKind.values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        String known = Arrays.toString(CoroutineKind.values());
        LOG.log(Level.WARNING, "{0}={1} names nothing that bodies run on, expected one of {2}", PROPERTY, name, known);
        return CoroutineKind.CONTINUATION;
    }

    /** Fails with the reason if that kind cannot be had; the last one always can. */
    private static Coroutine.Provider make(CoroutineKind name) {
        return switch (name) {
            case CONTINUATION -> Continuations.provider();
            case VIRTUAL_THREAD -> new ThreadKind(name, BodyThreads.virtual());
            case PLATFORM_THREAD -> new ThreadKind(name, BodyThreads.pooled());
        };
    }

    /** The threads of callers, looked at where there are continuations: a native image cannot make the lambda. */
    private static final class Callers {

        /** {@code Thread.isVirtual()}; null where there are no virtual threads. */
        private static final @Nullable Predicate<Thread> IS_VIRTUAL = isVirtual();

        private Callers() {}

        static boolean areVirtual() {
            return IS_VIRTUAL != null && IS_VIRTUAL.test(Thread.currentThread());
        }

        private static @Nullable Predicate<Thread> isVirtual() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                MethodHandle method =
                        lookup.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
                return Lambdas.of(Predicate.class, "test", lookup, method);
            } catch (ReflectiveOperationException missing) {
                return null;
            }
        }
    }

    /** Found when the first virtual thread calls that would get continuations. */
    private static final class ForVirtualCallers {

        private static final Coroutine.Provider CHOSEN = insteadOfContinuations();

        private ForVirtualCallers() {}

        /** They are there where continuations are. */
        private static Coroutine.Provider insteadOfContinuations() {
            LOG.log(
                    Level.INFO,
                    "bodies called by virtual threads run on: {0}, since one that waits for a monitor on a"
                            + " continuation would not give back the JDK''s thread that carries its caller",
                    CoroutineKind.VIRTUAL_THREAD);
            return MADE.computeIfAbsent(CoroutineKind.VIRTUAL_THREAD, Coroutines::make);
        }
    }

    /** Threads of one kind, shared by all executions. */
    private record ThreadKind(CoroutineKind kind, Executor threads) implements Coroutine.Provider {

        @Override
        public Coroutine.Factory factory(Coroutine.Host host) {
            return new Baton(threads, host);
        }
    }

    /**
     * Methods of the JDK that are not there, or not open, when this is compiled, as the lambdas that a compiler would
     * have made of them.
     *
     * <p>To the JIT such a constant is one call that it can look into; a method handle is several, one inside the
     * other, and it looks only so deep.
     */
    static final class Lambdas {

        private Lambdas() {}

        /**
         * Makes a lambda.
         *
         * @param type an interface with a single method
         * @param method its name
         * @param lookup who has access to the target
         * @param target a direct method handle
         * @param captured its first arguments
         */
        @SuppressWarnings("unchecked")
        static <F> F of(
                Class<? super F> type,
                String method,
                MethodHandles.Lookup lookup,
                MethodHandle target,
                Object... captured) {
            MethodType arguments = target.type();
            MethodType factory = arguments
                    .dropParameterTypes(captured.length, arguments.parameterCount())
                    .changeReturnType(type);
            MethodType called = arguments.dropParameterTypes(0, captured.length);
            try {
                CallSite site = LambdaMetafactory.metafactory(lookup, method, factory, called.erase(), target, called);
                return (F) type.cast(site.getTarget().invokeWithArguments(captured));
            } catch (Throwable failure) {
                throw Throwables.unchecked(failure);
            }
        }
    }
}
