package io.github.batch4j.sample.testing;

/** The kind of coroutine expected in this JVM: the one the build sets, or the default of a JDK that is not opened. */
public final class ExpectedCoroutines {

    public static final String NAME = System.getProperty(
            "batch4j.coroutines", Runtime.version().feature() >= 24 ? "virtual-thread" : "platform-thread");

    private ExpectedCoroutines() {}
}
