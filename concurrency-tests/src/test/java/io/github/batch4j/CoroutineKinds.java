package io.github.batch4j;

import java.util.List;
import java.util.stream.Stream;

/** What bodies can run on, on the JDK of this build. */
final class CoroutineKinds {

    private static final int NEWER = 24;

    private CoroutineKinds() {}

    static Stream<CoroutineKind> all() {
        return Stream.of(CoroutineKind.values())
                .filter(carrier -> carrier == CoroutineKind.PLATFORM_THREAD
                        || Runtime.version().feature() >= NEWER);
    }

    static Stream<CoroutineKind> threads() {
        return all().filter(carrier -> carrier != CoroutineKind.CONTINUATION);
    }

    /** What a JVM has to be started with, so that bodies run on this. */
    static List<String> jvmArguments(CoroutineKind carrier) {
        String asked = "-D" + Coroutines.PROPERTY + "=" + carrier;
        return carrier == CoroutineKind.CONTINUATION
                ? List.of(asked, "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
                : List.of(asked);
    }
}
