package io.github.batch4j.sample;

/** What plain code is to run on in this JVM: what the build asks for, or else what the JDK has without being opened. */
final class ExpectedCoroutines {

    static final String NAME = System.getProperty(
            "batch4j.coroutines", Runtime.version().feature() >= 24 ? "virtual-thread" : "platform-thread");

    private ExpectedCoroutines() {}
}
