package io.github.batch4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.Main;

/** Every stress test, a moment each, on each kind of thread. The README tells how to run them for longer. */
class StressTest {

    /** One JVM and 100 ms for each test; little at a time, as threads are slow. */
    private static final List<String> SHORT =
            List.of(("-v -c 2 -f 1 -iters 1 -time 100 -sc false -af NONE -pth false -strideSize 16 -strideCount 4"
                            + " -spinStyle THREAD_YIELD -r report")
                    .split(" "));

    @ParameterizedTest
    @MethodSource("io.github.batch4j.BodyCarriers#threads")
    void nothingForbiddenIsSeen(BodyCarrier carrier) throws Exception {
        String jvmArguments = String.join(" ", BodyCarriers.jvmArguments(carrier)) + " -Xmx256m";

        String output = new ForkedJvm(Path.of("target", "jcstress", carrier.toString()))
                .with(List.of(Main.class.getName(), "-jvmArgs", jvmArguments))
                .with(SHORT)
                .run();

        assertThat(output)
                .containsPattern("All remaining tests: \\d+ matching")
                .contains("[OK] " + BatonStress.class.getName());
    }
}
