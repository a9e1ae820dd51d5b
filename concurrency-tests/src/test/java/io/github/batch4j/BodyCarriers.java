package io.github.batch4j;

import java.util.List;
import java.util.stream.Stream;

/** What bodies can run on, on the JDK of this build. */
final class BodyCarriers {

    private static final int NEWER = 24;

    private BodyCarriers() {}

    static Stream<BodyCarrier> all() {
        return Stream.of(BodyCarrier.values())
                .filter(carrier -> carrier == BodyCarrier.PLATFORM_THREAD
                        || Runtime.version().feature() >= NEWER);
    }

    static Stream<BodyCarrier> threads() {
        return all().filter(carrier -> carrier != BodyCarrier.CONTINUATION);
    }

    /** What a JVM has to be started with, so that bodies run on this. */
    static List<String> jvmArguments(BodyCarrier carrier) {
        String asked = "-D" + Carriers.PROPERTY + "=" + carrier;
        return carrier == BodyCarrier.CONTINUATION
                ? List.of(asked, "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
                : List.of(asked);
    }
}
