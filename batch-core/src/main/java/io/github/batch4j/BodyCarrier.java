package io.github.batch4j;

import java.util.Locale;

/**
 * What the bodies of plain code run on, chosen once for a JVM by what its JDK has.
 *
 * <p>Whichever it is, bodies run one at a time and are batched alike. What differs is the cost of a yield, and which
 * thread the code of a body finds itself on. The system property {@code batch4j.body-carrier} asks for one of them by its
 * {@linkplain #toString() name}; where it cannot be had, the log says why, and the next in order is taken.
 */
public enum BodyCarrier {

    /**
     * The JDK's own continuations: bodies run on the thread that calls {@code execute}. They are there on JDK 24 and newer
     * when the JVM is started with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}, or from a jar whose
     * manifest says {@code Add-Exports: java.base/jdk.internal.vm}.
     */
    CONTINUATION,

    /** A virtual thread for each body, on JDK 24 and newer. */
    VIRTUAL_THREAD,

    /** A pooled platform thread for each body, on any JDK. */
    PLATFORM_THREAD;

    /**
     * The carrier of this JVM.
     *
     * @return what bodies run on
     */
    public static BodyCarrier current() {
        return Carriers.kind();
    }

    /**
     * The name by which a carrier is asked for.
     *
     * @return the name of the constant in lower case with hyphens, {@code virtual-thread} for instance
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
