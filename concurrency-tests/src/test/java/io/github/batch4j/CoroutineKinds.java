package io.github.batch4j;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of coroutines on the JDK of this build. */
final class CoroutineKinds {

    private static final int NEWER = 24;

    private CoroutineKinds() {}

    static Stream<CoroutineKind> all() {
        return Stream.of(CoroutineKind.values())
                .filter(kind -> kind == CoroutineKind.PLATFORM_THREAD
                        || Runtime.version().feature() >= NEWER);
    }

    static Stream<CoroutineKind> threads() {
        return all().filter(kind -> kind != CoroutineKind.CONTINUATION);
    }

    /** The options that make a JVM run bodies on this kind. */
    static List<String> jvmArguments(CoroutineKind kind) {
        String asked = "-D" + Coroutines.PROPERTY + "=" + kind;
        return kind == CoroutineKind.CONTINUATION
                ? List.of(asked, "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
                : List.of(asked);
    }
}
