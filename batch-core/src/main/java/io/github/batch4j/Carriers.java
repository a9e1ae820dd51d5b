package io.github.batch4j;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what the bodies of an execution run on, by the thread that calls: the first in the order of
 * {@link BodyCarrier} that is to be had and does no harm there.
 *
 * <p>A virtual thread leaves the JDK's thread that carries it when it has to wait, for a monitor or in
 * {@link Object#wait} too, but not if the continuation of a body stands on its stack. As many such waits as there are
 * processors would stop all virtual threads, the one included that is waited for. So a virtual caller never runs bodies
 * on continuations.
 */
final class Carriers {

    /** Asks for a carrier by its name. */
    static final String PROPERTY = "batch4j.body-carrier";

    private static final System.Logger LOG = System.getLogger("io.github.batch4j");
    private static final Carrier.Kind CHOSEN = choose(System.getProperty(PROPERTY));

    /** {@code Thread.isVirtual()}; null where there are no virtual threads. */
    private static final @Nullable Predicate<Thread> IS_VIRTUAL = isVirtual();

    private Carriers() {}

    /** The kind of carrier for executions that the current thread calls. */
    static Carrier.Kind forCaller() {
        return IS_VIRTUAL != null && IS_VIRTUAL.test(Thread.currentThread()) ? ForVirtualCallers.CHOSEN : CHOSEN;
    }

    static BodyCarrier kind() {
        return forCaller().is();
    }

    private static @Nullable Predicate<Thread> isVirtual() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle method = lookup.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
            return Lambdas.of(Predicate.class, "test", lookup, method);
        } catch (ReflectiveOperationException missing) {
            return null;
        }
    }

    private static Carrier.Kind choose(@Nullable String wanted) {
        boolean asked = wanted != null || ContinuationCarrier.isExported();
        BodyCarrier name = wanted == null ? BodyCarrier.CONTINUATION : named(wanted);
        while (true) {
            try {
                Carrier.Kind kind = make(name);
                LOG.log(Level.INFO, "bodies run on: {0}", name);
                return kind;
            } catch (UnsupportedOperationException missing) {
                Level level = asked ? Level.INFO : Level.DEBUG;
                LOG.log(level, "bodies cannot run on: {0}, which {1}", name, missing.getMessage());
                name = name == BodyCarrier.CONTINUATION ? BodyCarrier.VIRTUAL_THREAD : BodyCarrier.PLATFORM_THREAD;
            }
        }
    }

    private static BodyCarrier named(String name) {
        for (BodyCarrier carrier : BodyCarrier.values()) {
            if (carrier.toString().equals(name)) {
                return carrier;
            }
        }
        String known = Arrays.toString(BodyCarrier.values());
        LOG.log(Level.WARNING, "{0}={1} names nothing that bodies run on, expected one of {2}", PROPERTY, name, known);
        return BodyCarrier.CONTINUATION;
    }

    /** Fails with the reason if that kind cannot be had; the last one always can. */
    private static Carrier.Kind make(BodyCarrier name) {
        return switch (name) {
            case CONTINUATION -> ContinuationCarrier.kind();
            case VIRTUAL_THREAD -> new ThreadKind(name, BodyThreads.virtual());
            case PLATFORM_THREAD -> new ThreadKind(name, BodyThreads.pooled());
        };
    }

    /** Found when the first virtual thread calls. */
    private static final class ForVirtualCallers {

        private static final Carrier.Kind CHOSEN =
                Carriers.CHOSEN.is() == BodyCarrier.CONTINUATION ? insteadOfContinuations() : Carriers.CHOSEN;

        private ForVirtualCallers() {}

        /** They are there where continuations are. */
        private static Carrier.Kind insteadOfContinuations() {
            LOG.log(
                    Level.INFO,
                    "bodies called by virtual threads run on: {0}, since one that waits for a monitor on a"
                            + " continuation would not give back the JDK''s thread that carries its caller",
                    BodyCarrier.VIRTUAL_THREAD);
            return make(BodyCarrier.VIRTUAL_THREAD);
        }
    }

    /** Threads of one kind, whoever's bodies run on them. */
    private record ThreadKind(BodyCarrier is, Executor threads) implements Carrier.Kind {

        @Override
        public Carrier carrier(Bodies bodies) {
            return new Baton(threads, bodies);
        }
    }
}
