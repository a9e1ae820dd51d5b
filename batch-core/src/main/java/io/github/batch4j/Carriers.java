package io.github.batch4j;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Chooses the carrier of this JVM: the first in the order of {@link BodyCarrier} that is to be had. */
final class Carriers {

    /** Asks for a carrier by its name. */
    static final String PROPERTY = "batch4j.body-carrier";

    private static final System.Logger LOG = System.getLogger("io.github.batch4j");
    private static final Carrier.Kind CHOSEN = choose(System.getProperty(PROPERTY));

    private Carriers() {}

    static BodyCarrier kind() {
        return CHOSEN.is();
    }

    static Carrier of(Bodies bodies) {
        return CHOSEN.carrier(bodies);
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

    /** Threads of one kind, whoever's bodies run on them. */
    private record ThreadKind(BodyCarrier is, Executor threads) implements Carrier.Kind {

        @Override
        public Carrier carrier(Bodies bodies) {
            return new Baton(threads, bodies);
        }
    }
}
